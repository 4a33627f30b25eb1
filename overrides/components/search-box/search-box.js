/* Search in the page's language. Nothing is loaded before the box is touched; nothing typed leaves the page. */
(() => {
  const box = document.querySelector(".search-box");
  if (!box) return;
  const field = box.querySelector("input"), status = box.querySelector("[role=status]"), list = box.querySelector("ul");
  const trusted = window.trustedTypes?.createPolicy("campaign-search", { createScriptURL: url => url }) ?? { createScriptURL: url => url };
  let loading, pages, index;

  const load = url => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = trusted.createScriptURL(url);
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });

  window.campaignSearch = data => { pages = data.pages; index = data.index; };

  const ready = () => loading ??= Promise.all([load(box.dataset.lunr), load(box.dataset.index)])
    .then(() => { index = lunr.Index.load(index); });

  /* A whole word counts most, then a beginning, then a word with one slip; a page counts a word once, by its best form.
     Built with query(), because search(text) throws on "a^b". */
  const forms = word => [
    { worth: 1 },
    { worth: 0.6, wildcard: lunr.Query.wildcard.TRAILING },
    ...(word.length > 3 ? [{ worth: 0.4, editDistance: 1 }] : []),
  ];

  const matches = word => {
    const best = new Map();
    forms(word).forEach(({ worth, ...form }) => index.query(query => query.term(word, { usePipeline: false, ...form }))
      .forEach(({ ref, score }) => best.set(ref, Math.max(best.get(ref) ?? 0, worth * score))));
    return best;
  };

  /* Pages that hold more of the words stand before pages that hold one of them often. */
  const find = words => {
    const pages = new Map();
    words.forEach(word => matches(word).forEach((score, ref) => {
      const { sum, count } = pages.get(ref) ?? { sum: 0, count: 0 };
      pages.set(ref, { sum: sum + score, count: count + 1 });
    }));
    return [...pages].map(([ref, { sum, count }]) => ({ ref, score: sum * count / words.length })).sort((one, other) => other.score - one.score);
  };

  const result = ({ ref }) => {
    const [url, title, summary, section] = pages[ref];
    const item = document.createElement("li"), link = document.createElement("a"), name = document.createElement("b"), about = document.createElement("span");
    link.href = box.dataset.root + url;
    name.textContent = title;
    about.textContent = section && section !== title ? `${section} · ${summary}` : summary;
    link.append(name, about);
    item.append(link);
    return item;
  };

  /* When nothing fits, help is still one tap away: the numbers of the page's foot. */
  const help = () => [...document.querySelectorAll(".site-footer__help li")].map(item => item.cloneNode(true));

  const show = () => {
    const words = campaignTokens(field.value);
    const found = words.length ? find(words).slice(0, 8) : [];
    status.textContent = !words.length ? "" : found.length ? box.dataset.count.replace("{count}", found.length) : box.dataset.none;
    list.replaceChildren(...(words.length && !found.length ? help() : found.map(result)));
  };

  const search = () => ready().then(show, () => { status.textContent = box.dataset.failed; });

  box.hidden = false;
  field.addEventListener("focus", () => ready().catch(() => {}), { once: true });
  field.addEventListener("input", search);
  field.addEventListener("keydown", event => { if (event.key === "Escape") { field.value = ""; search(); } });
  addEventListener("pagehide", () => { field.value = ""; status.textContent = ""; list.replaceChildren(); });
})();
