/* Moving inside the site leaves one row in the browser's history: a link's page is fetched and put in the place of this
   one, and the address stays as it is. Links stay links: without script, with a modifier key, or where a page cannot be
   fetched, the browser follows them. Each page shown is announced to the other scripts by the event "campaign:page". */
(() => {
  if (!location.protocol.startsWith("http")) return;
  const script = document.currentScript.src;
  const root = new URL("../", script).href;
  const trusted = window.trustedTypes?.createPolicy("campaign-page", { createHTML: html => html }) ?? { createHTML: html => html };
  const entry = location.href;
  const trail = [];
  let here = entry, latest, keep = false;

  /* The one font stands in the style of its language's pages only. */
  const FACE = /@font-face\{font-family:"([^"]+)";src:(.*?)url\(([^)]+)\);[^}]*\}/;
  const style = document.querySelector("style").textContent.replace(FACE, "");

  /* A page of our site made by the same build, or nothing. Its style is taken out, because the policy would complain. */
  const read = async (url, signal) => {
    const answer = await fetch(url, { signal });
    const html = await answer.text();
    const [, css, from] = html.match(/<style>([^<]*)<\/style>\s*<script src="([^"]*)"/) ?? [];
    if (css?.replace(FACE, "") !== style || new URL(from, answer.url).href !== script) return null;
    const page = new DOMParser().parseFromString(trusted.createHTML(html.replace(/<style>[^<]*<\/style>/, "")), "text/html");
    settle(page, answer.url);
    return { page, font: css.match(FACE) };
  };

  /* Addresses in full, because the address bar does not say which page they are seen from. */
  const settle = (page, base) => {
    const full = (element, name) => {
      const address = element.getAttribute(name);
      if (!address.startsWith("#")) element.setAttribute(name, new URL(address, base));
    };
    for (const name of ["href", "src", "data-root", "data-index"])
      for (const element of page.querySelectorAll(`link[${name}], body [${name}]`)) full(element, name);
  };

  const useFont = ([, family, local, file], url) => {
    if ([...document.fonts].some(font => font.family.includes(family))) return;
    document.fonts.add(new FontFace(family, `${local}url("${new URL(file, url)}")`, { display: "optional" }));
  };

  const arrive = (id, scroll = 0) => {
    const goal = id && document.getElementById(decodeURIComponent(id));
    const focused = goal || document.querySelector("h1");
    if (focused.tabIndex < 0) focused.tabIndex = -1;
    focused.focus({ preventScroll: true });
    if (goal) goal.scrollIntoView(); else scrollTo({ top: scroll, behavior: "instant" });
  };

  const offerBack = () => {
    const main = document.querySelector("main");
    main.prepend(Object.assign(document.createElement("a"), { className: "in-place__back", href: trail.at(-1).url, textContent: main.dataset.back }));
  };

  const showAddress = () => history.replaceState(null, "", keep ? here : entry);

  const offerChoice = () => {
    const part = document.querySelector(".in-place");
    const box = part.querySelector("input");
    part.hidden = false;
    box.checked = keep;
    box.onchange = () => { keep = box.checked; showAddress(); };
  };

  const show = ({ page, font }, url, scroll) => {
    here = url;
    if (font) useFont(font, url);
    Object.assign(document.documentElement, { lang: page.documentElement.lang, dir: page.documentElement.dir });
    document.title = page.title;
    document.body.className = page.body.className;
    document.body.replaceChildren(...page.body.childNodes);
    if (keep) showAddress();
    if (trail.length) offerBack();
    offerChoice();
    arrive(url.split("#")[1], scroll);
    document.dispatchEvent(new Event("campaign:page"));
  };

  /* The browser's own way is the way out of every difficulty; it takes this row of the history, too. */
  const turnTo = async (url, shown) => {
    latest?.abort();
    const own = latest = new AbortController();
    const timer = setTimeout(() => location.replace(url), 10000);
    document.documentElement.dataset.fetching = "";
    const found = await read(url, own.signal).catch(() => null);
    clearTimeout(timer);
    if (own.signal.aborted) return;
    delete document.documentElement.dataset.fetching;
    if (found) shown(found); else location.replace(url);
  };

  const forward = url => turnTo(url, found => { trail.push({ url: here, scroll: scrollY }); show(found, url); });

  const back = () => turnTo(trail.at(-1).url, found => { const { url, scroll } = trail.pop(); show(found, url, scroll); });

  const isPage = link => link.href.startsWith(root) && !link.target && !link.hasAttribute("download") && /(\/|\.html)$/.test(link.pathname);

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

  settle(document, entry);
  offerChoice();
})();
