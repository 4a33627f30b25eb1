/* Text to tokens: the twin of scripts/campaign/search/analyser.py. Change both, or neither. */
const campaignTokens = (() => {
  const letters = {
    "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ة": "ہ", "ه": "ہ", "ھ": "ہ", "ۀ": "ہ",
    "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe",
  };
  const accents = /[\u0300-\u036f\u064b-\u065f\u0670]/g;
  const silent = /[\u200c\u200d'\u2019\u02bc\u0640]/g;
  const fold = text => text.toLowerCase().normalize("NFKD").replace(accents, "").replace(/./gu, letter => letters[letter] ?? letter);
  return text => fold(text).replace(silent, "").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
})();
