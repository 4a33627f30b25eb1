/* Search in the page's language. Nothing is loaded before the box is touched; nothing typed leaves the page. */
(() => {
  const box = document.querySelector(".search-box");
  if (!box) return;
  const field = box.querySelector("input"), status = box.querySelector("[role=status]"), list = box.querySelector("ul");
  const trusted = window.trustedTypes?.createPolicy("campaign-search", { createScriptURL: url => url }) ?? { createScriptURL: url => url };
  let loading, pages, words, lines;

  const load = url => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = trusted.createScriptURL(url);
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });

  window.campaignSearch = data => {
    pages = data.pages;
    words = data.words.split("\n");
    lines = data.found.split("\n");
  };

  const ready = () => loading ??= load(box.dataset.index);

  /* The pages of a word and its weight on each: the other half of scripts/campaign/search/index.py. */
  const FIRST = 35, FAR = 80, STEPS = 20;
  const number = (line, place) => { const code = line.charCodeAt(place); return code - FIRST - (code > 92); };
  const pagesOf = at => {
    const found = [];
    for (let place = 0, page = 0; place < lines[at].length;) {
      for (; number(lines[at], place) === FAR; place++) page += FAR;
      page += number(lines[at], place++);
      found.push([page, (number(lines[at], place++) / STEPS) ** 2]);
    }
    return found;
  };

  /* Where a word stands in the sorted list, or would stand. */
  const placeOf = word => {
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1; else high = middle;
    }
    return low;
  };

  /* Slips between two words, counted up to a limit: a letter more, less, another, or two that changed places. */
  const slips = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before, row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
        if (before && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[other.length];
  };

  /* The words of the index that a typed word may mean, and what each is worth: itself, a beginning, a slip. */
  const meanings = word => {
    const found = new Map(), start = placeOf(word);
    for (let at = start; at < words.length && words[at].startsWith(word); at++) found.set(at, words[at] === word ? 1 : 0.6);
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (most) words.forEach((other, at) => {
      const count = found.has(at) ? 0 : slips(word, other, most);
      if (count && count <= most) found.set(at, count === 1 ? 0.4 : 0.2);
    });
    return found;
  };

  /* A page counts a typed word once, by its best meaning. */
  const matches = word => {
    const best = new Map();
    meanings(word).forEach((worth, at) => pagesOf(at).forEach(([page, weight]) => best.set(page, Math.max(best.get(page) ?? 0, worth * weight))));
    return best;
  };

  /* Pages that hold more of the words stand before pages that hold one of them often. */
  const find = typed => {
    const scores = new Map();
    typed.forEach(word => matches(word).forEach((score, page) => {
      const { sum, count } = scores.get(page) ?? { sum: 0, count: 0 };
      scores.set(page, { sum: sum + score, count: count + 1 });
    }));
    return [...scores].map(([page, { sum, count }]) => ({ page, score: sum * count / typed.length })).sort((one, other) => other.score - one.score || one.page - other.page);
  };

  const result = ({ page }) => {
    const [url, title, summary, section] = pages[page];
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
    const typed = campaignTokens(field.value);
    const found = typed.length ? find(typed).slice(0, 8) : [];
    status.textContent = !typed.length ? "" : found.length ? box.dataset.count.replace("{count}", found.length) : box.dataset.none;
    list.replaceChildren(...(typed.length && !found.length ? help() : found.map(result)));
  };

  const search = () => ready().then(show, () => { status.textContent = box.dataset.failed; });

  box.hidden = false;
  field.addEventListener("focus", () => ready().catch(() => {}), { once: true });
  field.addEventListener("input", search);
  field.addEventListener("keydown", event => { if (event.key === "Escape") { field.value = ""; search(); } });
  addEventListener("pagehide", () => { field.value = ""; status.textContent = ""; list.replaceChildren(); });
})();
