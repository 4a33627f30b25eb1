/* The preview's bar, which no built page has. It hears from the preview what is wrong with the page, and loads the page
   anew when it has changed. It stands in a shadow tree, so that neither its style nor the page's touches the other. */
(() => {
  const { digest } = document.currentScript.dataset;
  const framed = window.top !== window;
  const OPEN = "preview-open";
  const NAMES = { page: "Page", phone: "Phone", review: "Review", paper: "Paper" };
  const host = document.createElement("div");
  let source, bar;

  const make = (tag, properties, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inside.filter(each => each !== null));
    return element;
  };

  /* The site puts a page in the place of another without a new address; here the address must say which page is seen. */
  addEventListener("click", event => {
    const link = event.target.closest?.("a[href]");
    if (link && link.origin === location.origin && !link.getAttribute("href").startsWith("#")) event.stopImmediatePropagation();
  }, true);

  const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

  const problem = ({ path, line, level, what, why, mend }) => make("li", { className: level },
    make("b", {}, `${path}, line ${line}`), make("p", {}, what), make("p", { className: "why" }, `Why: ${why}`), make("p", {}, `Mend: ${mend}`));

  const group = (heading, problems) => problems.length
    ? make("section", {}, make("h2", {}, heading), make("ul", {}, ...problems.map(problem)))
    : null;

  const most = number => make("span", { className: "most" }, ` (most ${number})`);

  const length = ({ words, age, most_age, longest, most_longest, kept }) => make("span", {
    className: kept ? "length" : "length over",
    title: "Of the English page. A formula sees length, not sense: reading aloud to somebody is the real test.",
  }, `Reading age ${age}`, most(most_age), ` · ${count(words, "word")} · longest sentence ${longest}`, most(most_longest));

  const views = (all, current) => make("nav", { ariaLabel: "Views of this page" }, ...Object.entries(all).map(([name, href]) => {
    const link = make("a", { href }, NAMES[name]);
    if (name === current) link.setAttribute("aria-current", "page");
    return link;
  }));

  const editions = (all, current) => {
    const choice = make("select", { onchange: () => { location.href = choice.value; } },
      ...Object.entries(all).map(([name, address]) => make("option", { value: address, selected: name === current }, name)));
    return make("label", {}, "Edition ", choice);
  };

  const said = ({ stuck, here, count: all, old, never }) => {
    const total = all.error + all.warning;
    if (stuck.length) return "Not the newest version";
    if (never && !total) return "Checking …";
    const found = total ? `${count(here.length, "problem")} here, ${total - here.length} elsewhere` : "No problems";
    return old ? `${found} (checking …)` : found;
  };

  const panel = state => make("div", { id: "panel", className: "panel", hidden: sessionStorage[OPEN] !== "yes" && !state.stuck.length },
    state.stuck.length ? make("p", { className: "stuck" }, "You see the last version that could be shown. Your edit is shown when this is mended:") : null,
    group("In the way", state.stuck),
    group(state.file ? `On this page (${state.file})` : "On this page", state.here),
    group("In this language or this edition", state.near),
    group("Elsewhere", state.elsewhere),
    !state.never && state.count.error + state.count.warning === 0 ? make("p", {}, "No problems: this could be published.") : null,
    make("p", { className: "quiet" }, `${count(state.count.error, "error")} (nothing is published with one), ${count(state.count.warning, "warning")}, ${count(state.notes, "note")}. ` +
      `${state.old ? "The checks are looking at your last edit; what is not new stands here until then. " : ""}scripts/check says the same.`));

  const draw = state => {
    const box = panel(state);
    const level = state.stuck.length || state.count.error ? "error" : state.count.warning ? "warning" : state.never ? "unknown" : "good";
    const status = make("button", { className: `status ${level}${state.old ? " old" : ""}`, onclick: () => {
      box.hidden = !box.hidden;
      sessionStorage[OPEN] = box.hidden ? "no" : "yes";
      status.setAttribute("aria-expanded", String(!box.hidden));
    } }, said(state));
    status.setAttribute("aria-expanded", String(!box.hidden));
    status.setAttribute("aria-controls", "panel");
    const scroll = bar.querySelector(".panel")?.scrollTop ?? 0;
    bar.replaceChildren(box, make("div", { className: "row" }, status, state.length && length(state.length), views(state.views, state.view), editions(state.editions, state.edition)));
    box.scrollTop = scroll;
  };

  const hear = ({ data }) => {
    const state = JSON.parse(data);
    if (state.digest !== digest) location.reload();
    else if (!framed) draw(state);
  };

  const deaf = () => { if (!framed && source.readyState === EventSource.CLOSED) bar.replaceChildren(make("div", { className: "row" }, make("span", { className: "status error" }, "The preview has stopped"))); };

  /* A browser keeps six connections to a server: a tab in the background gives its own back. */
  const listen = () => {
    source?.close();
    if (document.hidden) return;
    source = new EventSource(`/_preview/events?page=${encodeURIComponent(location.pathname + location.search)}`);
    source.onmessage = hear;
    source.onerror = deaf;
  };

  const stand = () => {
    const shadow = host.attachShadow({ mode: "open" });
    bar = make("aside", { className: "bar", lang: "en", dir: "ltr", ariaLabel: "Preview" });
    shadow.append(make("link", { rel: "stylesheet", href: "/_preview/bar.css" }), bar);
    document.documentElement.append(host);
    new ResizeObserver(() => { document.body.style.paddingBlockEnd = `${bar.querySelector(".row")?.offsetHeight ?? 0}px`; }).observe(bar);
  };

  if (!framed) stand();
  document.addEventListener("visibilitychange", listen);
  listen();
})();
