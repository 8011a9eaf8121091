import { isDeniedAround } from "../denial";
import type { Stretch } from "../signs";
import { levelled, type Surroundings, surroundings } from "./surroundings";
import { type Classed, classedIn, type Language } from "./word-classes";
import { waysWritten, wordEdges } from "./written";
import { cuesOfNeighbours, cuesOfZone } from "./zone-cues";

/**
 * What of a text tells whether a listed word that stands in it is said or only stands there: who acts, what is denied, quoted, supposed or past, how the word is written. Cues
 * know a term by its group, not by its words, so that a term that a shop adds is read like any other.
 */

/** A listed word that stands in a text: how it is listed, and how many harmless longer words its term knows (`ambiguity`). */
export type Found = Stretch & { word: string; group: string; severity: string; ambiguity: number };

/** What the words of a group do: they claim something, are done or asked for, put off, insult. */
const DOES: Readonly<Record<string, string>> = {
  ...{
    superlative: "claim",
    authority: "claim",
    health_and_effect: "claim",
    promise: "claim",
    false_scarcity: "claim",
    counterfeit: "claim",
  },
  ...{ off_platform: "do", money_outside: "do", review_trading: "do", privacy: "do", passing_on: "pass", rude: "rude" },
};

/** How the cues begin that tell of a term's own words. */
export const OWN_WORDS = "c:";

const ACTORS = new Set(["we", "you", "customer", "rival", "kin", "inst"]);
const TURNS = new Set([...ACTORS, "neg", "mayneg", "say", "promise", "past", "cond", "ask", "fraud", "but"]);
const ANSWERS = new Set([...ACTORS, "neg", "mayneg", "say", "deny_after", "words", "but", "yes", "rule", "fraud", "instead"]);

const upTo = (most: number, n: number) => Math.min(most, n);
const firstOf = (words: readonly Classed[], of: ReadonlySet<string>) =>
  words.flatMap(({ classes }) => classes.filter((name) => of.has(name)).slice(0, 1));

/** So much of a text on either side is read. */
const READ = 240;

/** All cues of a listed word, each once. `others`: how many listed words the text holds. */
export function cuesOf(whole: string, place: Found, language: Language, others: number): string[] {
  const first = Math.max(0, place.from - READ);
  const text = whole.slice(first, place.to + READ);
  const found = { ...place, from: place.from - first, to: place.to - first };
  const level = levelled(text);
  const around = surroundings(level, found);
  const does = DOES[found.group] ?? "other";
  return [
    ...new Set([
      ...cuesOfWord(level, found, language, does),
      ...(isDeniedAround(text, found.from, found.to) ? ["denied", `denied:${does}`, `denied:${found.group}`] : []),
      ...cuesOfShape(level, around, language, does, others),
      ...(Object.keys(around) as (keyof Surroundings)[]).flatMap((zone) =>
        cuesOfZone(zone, level.slice(around[zone].from, around[zone].to), { language, does, group: found.group }),
      ),
      ...cuesOfNeighbours(level, found, around, language),
      ...cuesOfRoles(level, found, around, language, does),
    ]),
  ];
}

function cuesOfWord(level: string, { from, to, word, group, severity, ambiguity }: Found, language: Language, does: string) {
  const stands = level.slice(from, to);
  const ways = waysWritten(stands, word.toLowerCase());
  const edges = wordEdges(level, from, to, language);
  const length = language === "zh" ? upTo(6, word.length) : upTo(5, word.split(" ").length);
  const disguised = !ways.includes("exact") && !ways.includes("same") && !ways.includes("apart");
  const quoted = (level.slice(0, from).match(/"/g)?.length ?? 0) % 2 === 1 && level.slice(to).includes('"');
  return [
    ...["b", `g:${group}`, `sev:${severity}`, `amb:${upTo(4, Math.ceil(Math.log2(1 + ambiguity)))}`, `wl:${length}`],
    ...(disguised ? ["dis", `dis:${does}`] : []),
    ...ways.flatMap((way) => [`k:${way}`, `k:${way}:${does}`]),
    ...(edges ? [`cut:${edges}`, `cut:${edges}:${upTo(3, word.length)}`] : []),
    ...(quoted ? ["q", `q:${does}`] : []),
    ...lettersOf(word.toLowerCase(), language),
  ];
}

/** What the wording is made of: its characters and pairs of them, or its words. In training they are often left out, so that no word is judged by itself alone. */
function lettersOf(word: string, language: Language): string[] {
  if (language === "en") return word.split(/[^a-z']+/).map((part) => `${OWN_WORDS}${part}`);
  return [...word].flatMap((character, at) => [
    `${OWN_WORDS}${character}`,
    ...(at + 1 < word.length ? [`${OWN_WORDS}${word.slice(at, at + 2)}`] : []),
  ]);
}

function cuesOfShape(level: string, { cb, ca, sa }: Surroundings, language: Language, does: string, others: number): string[] {
  const [step, unit] = language === "zh" ? [2, 20] : [6, 50];
  const end = level.charAt(sa.to) || "$";
  return [
    ...[`end:${end}`, `end:${end}${does}`, `cend:${level.charAt(ca.to) || "$"}`, `cbeg:${level.charAt(cb.from - 1) || "^"}`],
    ...[`len:${upTo(5, Math.floor(level.length / unit))}`, `nh:${upTo(3, others)}`],
    ...[`lb:${upTo(6, Math.floor((cb.to - cb.from) / step))}`, `la:${upTo(6, Math.floor((ca.to - ca.from) / step))}`],
  ];
}

/** Who acts in the sentence, first and nearest; what turns it before the word and answers it behind. */
function cuesOfRoles(level: string, { from, to, group }: Found, { sb, sa }: Surroundings, language: Language, does: string): string[] {
  const before = classedIn(level.slice(sb.from, from), language);
  const after = classedIn(level.slice(to, sa.to), language);
  const acting = firstOf(before, ACTORS);
  const [first, nearest] = [acting[0] ?? "-", acting.at(-1) ?? "-"];
  const ever = firstOf(classedIn(level.slice(0, from), language), ACTORS).at(-1) ?? "-";
  const turns = firstOf(before, TURNS);
  const answers = firstOf(after, ANSWERS);
  const [two, answer] = [turns.slice(-2).join(">"), answers[0] ?? "-"];
  return [
    ...[`act1:${first}`, `act1:${first}${does}`, `actN:${nearest}`, `actN:${nearest}${does}`, `actN:${nearest}${group}`, `actW:${ever}`],
    ...[`seq3:${turns.slice(-3).join(">")}`, `seq2:${two}`, `seq2:${two}${does}`],
    ...[`aseq2:${answers.slice(0, 2).join(">")}`, `aseq1:${answer}${does}`, `b1a1:${turns.at(-1) ?? "-"}/${answer}`],
  ];
}
