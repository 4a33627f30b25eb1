/* Finding pages: the twin of scripts/campaign/search/query.py. Change both, or neither. */
const campaignEngine = data => {
  const MOST = 8, BEGINNING = 0.7, ENDING = 0.8, SOUND = 0.7, ONE_SLIP = 0.7, TWO_SLIPS = 0.3, JOINED = 0.9, SPLIT = 0.6, SYNONYM = 0.75, SHARED = 0.6;
  const FIRST = 35, FAR = 80, STEPS = 9;
  const skip = new Set(data.skip.split(" "));

  /* Words, pages and weights: the other half of "encode" in scripts/campaign/search/index.py. */
  const words = [], found = [];
  for (const [, same, rest] of data.words.matchAll(/([A-Z])([^A-Z]*)/g)) words.push((words[words.length - 1] ?? "").slice(0, same.charCodeAt(0) - 65) + rest);
  let posting = 0;
  for (const line of data.found.split("\n")) {
    const pages = [];
    let page = 0;
    for (const char of line) {
      const code = char.charCodeAt(0), step = code - FIRST - (code > 92);
      page += step;
      if (step < FAR) pages.push([page, (data.levels[posting++] / STEPS) ** 2]);
    }
    found.push(pages);
  }

  const at = new Map(words.map((word, number) => [word, number]));
  const means = new Map(data.means.split("\n").filter(Boolean).map(line => line.split("=")).map(([key, values]) => [key, values.split(" ")]));
  const danger = data.danger.split("\n").map(line => line.split(" ").map(word => word.split("/").map(each => each.split("+"))));
  const ascii = word => /^[\0-\x7f]*$/.test(word);
  const sound = word => data.sounded ? campaignSound(word) : "";
  const bySound = new Map(), meansBySound = new Map();
  const add = (map, key, value) => { if (key) map.set(key, [...(map.get(key) ?? []), value]); };
  words.forEach((word, number) => add(bySound, sound(word), number));
  means.forEach((values, key) => { if (!key.includes(" ") && sound(key)) meansBySound.set(sound(key), values); });

  /* Where a word stands in the sorted list, or would stand. */
  const placeOf = word => {
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1; else high = middle;
    }
    return low;
  };

  const shared = (one, other) => {
    let count = 0;
    while (count < one.length && one[count] === other[count]) count++;
    return count;
  };

  /* Slips between two words, counted up to most + 1: a letter more, less, another, or two that changed places. */
  const slips = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before, row = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i++) {
      const following = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        let count = Math.min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) count = Math.min(count, before[j - 2] + 1);
        following.push(count);
        if (count < least) least = count;
      }
      if (least > most) return most + 1;
      [before, row] = [row, following];
    }
    return row[other.length];
  };

  /* What a word may mean, by the number of the word in the index: of two worths the greater is kept. */
  const keep = (found, number, worth) => { if (number !== undefined && !(found.get(number) >= worth)) found.set(number, worth); };

  /* All words of the index that a word may mean: it, its sound, its beginning, its ending changed, a slip. */
  const meaningsOf = (word, last) => {
    const found = new Map(), known = at.has(word);
    if (known) keep(found, at.get(word), 1);
    else for (const number of bySound.get(sound(word)) ?? []) keep(found, number, SOUND);
    if (last || word.length >= 3) for (let number = placeOf(word); number < words.length && words[number].startsWith(word); number++) keep(found, number, BEGINNING * Math.sqrt(word.length / words[number].length));
    const least = ascii(word) || !data.sounded ? 4 : 3, allowed = known || word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    words.forEach((other, number) => {
      const longer = Math.max(word.length, other.length), same = shared(word, other);
      if (same >= least && same / longer >= SHARED) keep(found, number, ENDING * (same / longer));
      const count = allowed && !skip.has(other) ? slips(word, other, allowed) : allowed + 1;
      if (count <= allowed) keep(found, number, (count === 1 ? ONE_SLIP : TWO_SLIPS) * (1 - 1 / word.length));
    });
    return found;
  };

  const meaningsAt = (typed, place, others) => {
    const word = typed[place], found = meaningsOf(word, place === typed.length - 1);
    others.forEach(other => meaningsOf(other, false).forEach((worth, number) => keep(found, number, SYNONYM * worth)));
    [place - 1, place].forEach(start => { if (start >= 0 && start < typed.length - 1) keep(found, at.get(typed[start] + typed[start + 1]), JOINED); });
    if (!at.has(word)) for (let cut = 3; cut < word.length - 2; cut++) {
      const first = at.get(word.slice(0, cut)), second = at.get(word.slice(cut));
      if (first !== undefined && second !== undefined) [first, second].forEach(part => keep(found, part, SPLIT));
    }
    return found;
  };

  /* Other words for what was typed, by the place of the first word that they stand for and that counts. */
  const othersOf = typed => {
    const found = new Map();
    for (const length of [3, 2, 1]) for (let start = 0; start <= typed.length - length; start++) {
      const part = typed.slice(start, start + length), unknown = length === 1 && !at.has(part[0]) && !skip.has(part[0]);
      const values = means.get(part.join(" ")) ?? (unknown ? meansBySound.get(sound(part[0])) : undefined);
      if (!values) continue;
      const counting = part.findIndex(word => !skip.has(word)), place = start + Math.max(counting, 0);
      found.set(place, [...(found.get(place) ?? []), ...values]);
    }
    return found;
  };

  /* The typed words that count, each with all that it may mean. Words that say nothing count only where nothing else was typed. */
  const groupsOf = typed => {
    const others = othersOf(typed), all = [...typed.keys()];
    const kept = all.filter(place => !skip.has(typed[place]) || others.has(place));
    return (kept.length ? kept : all).map(place => meaningsAt(typed, place, others.get(place) ?? []));
  };

  /* A page counts a typed word once, by its best meaning. */
  const best = meanings => {
    const scores = new Map();
    meanings.forEach((worth, number) => found[number].forEach(([page, weight]) => { if (!(scores.get(page) >= worth * weight)) scores.set(page, worth * weight); }));
    return scores;
  };

  /* Whether of each word of a phrase of danger one of its forms was typed. A long word that no page knows may have a slip. */
  const inDanger = typed => {
    const strange = typed.filter(word => word.length >= 5 && !at.has(word) && !skip.has(word));
    const said = word => typed.includes(word) || strange.some(each => slips(each, word, 1) <= 1);
    return typed.length > 0 && danger.some(phrase => phrase.every(word => word.some(tokens => tokens.every(said))));
  };

  const pageAt = number => {
    const [url, title, summary, section] = data.pages[number];
    return { url, title, summary, section };
  };

  const find = text => {
    const typed = campaignTokens(text.replace(/./gsu, letter => data.letters[letter] ?? letter), data.beginnings);
    const groups = groupsOf(typed), scores = new Map();
    groups.forEach(meanings => best(meanings).forEach((score, page) => {
      const [sum, count] = scores.get(page) ?? [0, 0];
      scores.set(page, [sum + score, count + 1]);
    }));
    const ranked = [...scores].map(([page, [sum, count]]) => ({ page, score: sum * count / groups.length }));
    ranked.sort((one, other) => other.score - one.score || one.page - other.page);
    return { danger: inDanger(typed), pages: ranked.slice(0, MOST).map(({ page, score }) => ({ ...pageAt(page), score })) };
  };

  const helping = ({ say, call, page }) => ({ say, call: call.map(([name, dial, shown]) => ({ name, dial, shown })), page: page === null ? null : pageAt(page) });

  return { find, count: data.count, help: { danger: helping(data.help.danger), none: helping(data.help.none) } };
};
