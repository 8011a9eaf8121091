import type { Stretch } from "../signs";
import type { Surroundings } from "./surroundings";
import { classedIn, englishWordsIn, type Language } from "./word-classes";

/** What stands in the zones around a stretch: words by their classes, and wordings as they are. */

type Reads = { language: Language; does: string; group: string };

/** The cues of one zone. `does` and `group` say what the words of the term do. */
export function cuesOfZone(zone: keyof Surroundings, stretch: string, { language, does, group }: Reads): string[] {
  const isFar = zone.startsWith("o");
  const cues: string[] = [];
  const whole = language === "zh" ? stretch.length : englishWordsIn(stretch).length;
  let last: readonly string[] = [];
  for (const { at, word, classes } of classedIn(stretch, language)) {
    for (const name of classes) {
      cues.push(`${zone}#${name}`);
      if (!isFar) cues.push(`${zone}#${name}:${does}`, `${zone}#${name}:${group}`);
      if (zone === "cb") cues.push(`cbd#${name}${distance(whole - at - (language === "zh" ? word.length : 1), language)}`);
      if (zone === "ca") cues.push(`cad#${name}${distance(at, language)}`);
      for (const before of last) cues.push(`${zone}#${before}>${name}`);
    }
    last = classes;
  }
  return [...cues, ...(language === "zh" ? wordingsInChinese(zone, stretch) : wordingsInEnglish(zone, stretch))];
}

function distance(units: number, language: Language): number {
  if (units < 1) return 0;
  const [near, middle] = language === "zh" ? [3, 6] : [2, 4];
  return units < near ? 1 : units < middle ? 2 : 3;
}

function wordingsInChinese(zone: keyof Surroundings, stretch: string): string[] {
  const isNear = zone.startsWith("c");
  const name = zone.startsWith("o") ? "o" : zone;
  const cues: string[] = [];
  for (let n = isNear ? 1 : 2; n <= (name === "o" ? 2 : 3); n++)
    for (let at = 0; at + n <= stretch.length; at++) {
      const wording = stretch.slice(at, at + n);
      if (n === 1 || !/[a-z0-9\s]/.test(wording) || /[一-鿿]/.test(wording)) cues.push(`${name}~${wording}`);
    }
  for (let n = 1; n <= 4 && n <= stretch.length; n++) {
    if (zone === "cb") cues.push(`pre=${stretch.slice(-n)}`);
    if (zone === "ca") cues.push(`post=${stretch.slice(0, n)}`);
  }
  return cues;
}

const stem = (word: string) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s|ly)$/, "") : word);

function wordingsInEnglish(zone: keyof Surroundings, stretch: string): string[] {
  const name = zone.startsWith("o") ? "o" : zone;
  const words = englishWordsIn(stretch);
  const stems = words.map(stem);
  const cues = words.flatMap((_, at) => [
    `${name}~${stems[at] ?? ""}`,
    ...(at > 0 && name !== "o" ? [`${name}~${stems[at - 1] ?? ""}_${stems[at] ?? ""}`] : []),
    ...(at > 1 && name.startsWith("c") ? [`${name}~${words.slice(at - 2, at + 1).join("_")}`] : []),
  ]);
  for (let n = 1; n <= 3 && n <= words.length; n++) {
    if (zone === "cb") cues.push(`pre=${words.slice(-n).join("_")}`);
    if (zone === "ca") cues.push(`post=${words.slice(0, n).join("_")}`);
  }
  return cues;
}

/** So many characters or words beside the stretch are its neighbours. */
const NEIGHBOURS = { zh: 5, en: 4 };

/** The nearest characters or words of the sentence, whatever clause they belong to. */
export function cuesOfNeighbours(level: string, { from, to }: Stretch, { sb, sa }: Surroundings, language: Language): string[] {
  const parts = (stretch: string) => (language === "zh" ? [...stretch] : englishWordsIn(stretch));
  const most = NEIGHBOURS[language];
  const named = (name: string, words: readonly string[]) =>
    words.flatMap((word, at) => [`${name}~${word}`, ...(at > 0 ? [`${name}~${words[at - 1] ?? ""}${word}`] : [])]);
  return [...named("nb", parts(level.slice(sb.from, from)).slice(-most)), ...named("na", parts(level.slice(to, sa.to)).slice(0, most))];
}
