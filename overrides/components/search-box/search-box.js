/* The search box: a combobox with a list of links (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Nothing is
   loaded before the box is touched; nothing typed leaves the page, and leaving the page clears it. What finds pages
   is in engine/ and comes with the words of the language. */
(() => {
  const trusted = window.trustedTypes?.createPolicy("campaign-search", { createScriptURL: url => url }) ?? { createScriptURL: url => url };
  /* In a copy opened from a folder an address must name its file. */
  const file = location.protocol === "file:" ? "index.html" : "";
  let box, field, help, count, list, index, engine, loading, chosen = -1;

  const make = (tag, properties, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inside);
    return element;
  };

  window.campaignSearch = made => { engine = made; };

  const ready = () => loading ??= new Promise((done, failed) => {
    document.head.append(make("script", { src: trusted.createScriptURL(box.dataset.index), onload: done, onerror: failed }));
  }).catch(error => { loading = undefined; throw error; });

  const address = page => box.dataset.root + page.url + file;

  const option = (page, at) => {
    const about = page.section && page.section !== page.title ? `${page.section} · ${page.summary}` : page.summary;
    const link = make("a", { id: `search-found-${at}`, href: address(page) }, make("b", {}, page.title), make("span", {}, about));
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  };

  const number = ({ name, dial, shown }) => make("li", {}, `${name} `, make("a", { className: "number", href: `tel:${dial}` }, make("bdi", { dir: "ltr" }, shown)));

  const helping = ({ say, call, page }) => [make("p", {}, say), make("ul", {}, ...call.map(number), ...(page ? [make("li", {}, make("a", { href: address(page) }, page.title))] : []))];

  /* A live region is told only what is new, or it would speak at every letter. */
  const tell = (region, key, inside) => {
    if (region.dataset.told === key) return;
    region.dataset.told = key;
    region.replaceChildren(...inside);
  };

  /* With no place, none is chosen. */
  const choose = at => {
    const options = list.children;
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = options.length && at !== undefined ? (at + options.length) % options.length : -1;
    options[chosen]?.setAttribute("aria-selected", "true");
    options[chosen]?.scrollIntoView({ block: "nearest" });
    if (chosen < 0) field.removeAttribute("aria-activedescendant"); else field.setAttribute("aria-activedescendant", options[chosen].id);
  };

  const show = () => {
    const typed = field.value.trim() !== "";
    const { danger, pages } = typed ? engine.find(field.value) : { pages: [] };
    const kind = danger ? "danger" : typed && !pages.length ? "none" : "";
    tell(help, kind, kind ? helping(engine.help[kind]) : []);
    tell(count, String(pages.length), pages.length ? [engine.count.replace("{count}", pages.length)] : []);
    list.replaceChildren(...pages.map(option));
    field.setAttribute("aria-expanded", String(pages.length > 0));
    choose();
  };

  const search = () => ready().then(show, () => tell(count, "failed", [box.dataset.failed]));

  const clear = () => {
    field.value = "";
    if (engine) show();
  };

  const keys = {
    ArrowDown: () => choose(chosen + 1),
    ArrowUp: () => choose(chosen < 0 ? -1 : chosen - 1),
    Enter: () => { if (chosen < 0) choose(0); else list.children[chosen].click(); },
    Escape: clear,
  };

  /* Each page shown has a box of its own; the words are loaded once a language. */
  const start = () => {
    box = document.querySelector(".search-box");
    if (!box) return;
    [field, help, count, list] = ["input", ".search-box__help", ".search-box__count", ".search-box__found"].map(each => box.querySelector(each));
    chosen = -1;
    if (index !== box.dataset.index) [index, engine, loading] = [box.dataset.index];
    box.hidden = false;
    field.addEventListener("focus", () => ready().catch(() => {}));
    field.addEventListener("input", search);
    field.addEventListener("keydown", event => {
      if (!keys[event.key] || event.isComposing) return;
      event.preventDefault();
      keys[event.key]();
    });
  };

  document.addEventListener("keydown", event => {
    if (!box || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    field.focus();
  });
  addEventListener("pagehide", () => { if (box) clear(); });
  document.addEventListener("campaign:page", start);
  start();
})();
