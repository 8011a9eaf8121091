import { levelled } from "./surroundings";
import { classedIn, englishWordsIn, type Language } from "./word-classes";

const SENTENCE_END = /[。！？!?\n；;]|\.(?=\s|$)/u;

/** What the rules see of a reply. */
export type ReplySeen = { asks: boolean; sells: boolean; named: readonly string[]; tellsPrice: boolean };

/** What of a whole reply tells whether it sells and asks nothing. */
export function cuesOfReply(text: string, { asks, sells, named, tellsPrice }: ReplySeen, language: Language): string[] {
  const level = levelled(text);
  const sentences = level
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
  const marks = /[?？]/u.test(text);
  return [
    ...new Set([
      ...[
        "b",
        `asks:${asks}`,
        `sells:${sells}`,
        `as:${asks} ${sells}`,
        `told:${tellsPrice}`,
        `n:${Math.min(4, named.length)}`,
        `mark:${marks}`,
      ],
      ...[`ns:${Math.min(6, sentences.length)}`],
      ...named.map((what) => `nk:${what}`),
      ...wordingsOf("L", sentences.at(-1) ?? "", language),
      ...wordingsOf("F", sentences[0] ?? "", language),
      ...wordingsOf("W", level, language),
    ]),
  ];
}

/** The words of a stretch: their classes, and pairs of them as they are. */
function wordingsOf(name: string, stretch: string, language: Language): string[] {
  const classes = classedIn(stretch, language).flatMap((word) => word.classes.map((one) => `${name}#${one}`));
  if (language === "en") {
    const words = englishWordsIn(stretch);
    return [...classes, ...words.flatMap((word, at) => [`${name}~${word}`, ...(at > 0 ? [`${name}~${words[at - 1] ?? ""}_${word}`] : [])])];
  }
  const cues = classes;
  for (let length = 2; length <= (name === "W" ? 2 : 3); length++)
    for (let at = 0; at + length <= stretch.length; at++) cues.push(`${name}~${stretch.slice(at, at + length)}`);
  return cues;
}
