/* Text to tokens: the twin of scripts/campaign/search/analyser.py. Change both, or neither. */
const { tokens: campaignTokens, sound: campaignSound } = (() => {
  const letters = {
    "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ة": "ہ", "ه": "ہ", "ھ": "ہ", "ۀ": "ہ",
    "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe",
  };
  const accents = /[\u0300-\u036f\u064b-\u065f\u0670]/g, silent = /[\u200c\u200d'\u2019\u02bc\u0640]/g;
  const han = /[\u3400-\u9fff\u{20000}-\u{3ffff}]/u, parts = /[\u3400-\u9fff\u{20000}-\u{3ffff}]+|[^\u3400-\u9fff\u{20000}-\u{3ffff}]+/gu;
  const fold = text => text.normalize("NFKD").toLowerCase().replace(accents, "").replace(/./gsu, letter => letters[letter] ?? letter);

  const pairs = word => word.match(parts).flatMap(part => {
    const characters = [...part];
    return characters.length === 1 || !han.test(part) ? [part] : characters.slice(1).map((character, at) => characters[at] + character);
  });
  const cut = (word, beginnings) => word.slice(beginnings.find(each => word.startsWith(each) && [...word].length - each.length >= 3)?.length ?? 0);
  const tokens = (text, beginnings = []) =>
    (fold(text).replace(silent, "").match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap(word => han.test(word) ? pairs(word) : [cut(word, beginnings)]);

  const sounds = [
    [/(.)\1+/g, "$1"], [/e[iy]|a[iy]/g, "e"], [/ou|au/g, "u"], [/ph/g, "f"], [/ch/g, "s"], [/([kgbdts])h/g, "$1"], [/[jz]/g, "z"],
    [/[vw]/g, "w"], [/[cq]/g, "k"], [/x/g, "ks"], [/y/g, "i"], [/o/g, "u"], [/(.)h/g, "$1"], [/(.)\1+/g, "$1"],
  ];
  const alike = Object.fromEntries((
    "ذز ضز ظز صس ثس طت حہ قک ںن ڑر ٹت ڈد غگ " +
    "শস ষস ণন যজ ঢড ঠট থত ধদ ভব ফপ খক ঘগ ঝজ ছচ ঙন ঞন ৎত " +
    "ਣਨ ਖਕ ਘਗ ਛਚ ਝਜ ਠਟ ਥਤ ਧਦ ਫਪ ਭਬ ੜਰ ਢਡ ਙਨ ਞਨ ਯਜ " +
    "ણન ખક ઘગ છચ ઝજ ઠટ થત ધદ ફપ ભબ ઢડ ઙન ઞન યજ શસ ષસ"
  ).split(" ").map(([letter, other]) => [letter, other]));
  const vowels = /[اویےہعঅআইঈউঊঋএঐওঔযਅਆਇਈਉਊਏਐਓਔઅઆઇઈઉઊઋએઐઓઔ]/gu;
  const longEnough = (sounded, otherwise) => [...sounded].length >= 3 ? sounded : otherwise;

  const romanised = word => {
    for (const [pattern, letter] of sounds) word = word.replace(pattern, letter);
    return longEnough(word[0] + word.slice(1).replace(/[aeiu]/g, ""), word.slice(0, 2) + word.slice(2).replace(/[aeiu]+$/, ""));
  };
  const sound = word => {
    if (/^[\0-\x7f]*$/.test(word)) return /^[a-z]{3,}$/.test(word) ? romanised(word) : "";
    const letters = word.replace(/\u09cd\u09af/g, "").replace(/\p{M}/gu, "");
    const consonants = letters.slice(0, 1) + letters.slice(1).replace(vowels, "");
    return longEnough(consonants.replace(/./gu, letter => alike[letter] ?? letter).replace(/(.)\1+/gu, "$1"), "");
  };
  return { tokens, sound };
})();
