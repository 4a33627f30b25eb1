/* Moving inside the site leaves one row in the browser's history: a link's page is fetched and put in the place of this
   one, and the address stays as it is. Links stay links: without script, with a modifier key, or where a page cannot be
   fetched, the browser follows them. Each page shown is announced to the other scripts by the event "campaign:page". */
(() => {
  if (!location.protocol.startsWith("http")) return;
  const root = new URL("../", document.currentScript.src).href;
  const entry = location.href;
  const trail = [];
  let here = entry, request, keep = false;

  const announce = () => document.dispatchEvent(new Event("campaign:page"));

  /* Addresses in full, because the page that they were written for is not the one in the address bar. */
  const settle = page => {
    for (const [name, elements] of [["href", "a[href], use[href]"], ["src", "img[src]"]])
      for (const element of page.body.querySelectorAll(elements)) {
        const address = element.getAttribute(name);
        if (!address.startsWith("#")) element.setAttribute(name, new URL(address, page.URL));
      }
    for (const element of page.body.querySelectorAll("[data-root]"))
      for (const name of ["root", "index"]) element.dataset[name] = new URL(element.dataset[name], page.URL);
  };

  /* Pages made by another build bring another style and script; they must be loaded, not put in. */
  const made = page => page.querySelector("head script")?.src + page.querySelector("style")?.textContent.replace(/url\([^)]*\)/g, "");

  const isPage = link => link.href.startsWith(root) && !link.target && !link.hasAttribute("download") && /(\/|\.html)$/.test(link.pathname);

  const arrive = (id, scroll = 0) => {
    const goal = id && document.getElementById(decodeURIComponent(id));
    const heading = goal || document.querySelector("h1");
    if (heading.tabIndex < 0) heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    if (goal) goal.scrollIntoView(); else scrollTo({ top: scroll, behavior: "instant" });
  };

  const offerBack = () => {
    if (!trail.length) return;
    const main = document.querySelector("main");
    const link = Object.assign(document.createElement("a"), { className: "in-place__back", href: trail.at(-1).url, textContent: main.dataset.back });
    main.prepend(link);
  };

  const offerChoice = () => {
    const part = document.querySelector(".in-place");
    if (!part) return;
    part.hidden = false;
    const box = part.querySelector("input");
    box.checked = keep;
    box.onchange = () => { keep = box.checked; showAddress(); };
  };

  const showAddress = () => history.replaceState(null, "", keep ? here : entry);

  const show = (page, url, scroll) => {
    settle(page);
    here = url;
    const { lang, dir } = page.documentElement;
    Object.assign(document.documentElement, { lang, dir });
    document.title = page.title;
    document.body.className = page.body.className;
    document.body.replaceChildren(...page.body.childNodes);
    if (keep) showAddress();
    offerBack();
    offerChoice();
    arrive(url.split("#")[1], scroll);
    announce();
  };

  const fetchPage = (url, shown) => {
    request?.abort();
    request = new XMLHttpRequest();
    const own = request;
    const follow = () => location.replace(url);
    const ended = () => { if (own === request) delete document.documentElement.dataset.fetching; };
    own.open("GET", url);
    own.responseType = "document";
    own.timeout = 10000;
    own.onload = () => { ended(); if (own.response && made(own.response) === made(document)) shown(own.response); else follow(); };
    own.onerror = own.ontimeout = follow;
    document.documentElement.dataset.fetching = "";
    own.send();
  };

  const forward = url => fetchPage(url, page => { trail.push({ url: here, scroll: scrollY }); show(page, url); });

  const back = () => fetchPage(trail.at(-1).url, page => { const { url, scroll } = trail.pop(); show(page, url, scroll); });

  document.addEventListener("click", event => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const inside = link.getAttribute("href").startsWith("#");
    if (!inside && !isPage(link)) return;
    event.preventDefault();
    if (inside) arrive(link.hash.slice(1));
    else if (link.className === "in-place__back") back();
    else forward(link.href);
  });

  settle(document);
  offerChoice();
})();
