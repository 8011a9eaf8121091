import { isEverydayEnglish } from "./everyday-english";

/** The forms of English words, the words that carry little, and slips of the hand. */

/** Little words by what they do: any of a kind stands for another of it. */
export type SmallWord = "determiner" | "thing" | "speaker" | "hearer" | "preposition" | "adverb";

const SMALL: Readonly<Record<SmallWord, string>> = {
  determiner: "a an the my your ur our his her their its this that these those some any",
  thing: "it them",
  speaker: "i we me us",
  hearer: "you u",
  preposition: "on over via by through in at to for with from into onto of",
  adverb:
    "so such absolutely totally bad good negative is are was be been bit just really simply please quickly right very also all here there now",
};
const kinds: ReadonlyMap<string, SmallWord> = new Map(
  Object.entries(SMALL).flatMap(([kind, words]) => words.split(" ").map((word) => [word, kind as SmallWord] as const)),
);
/** Prepositions that only name a channel: "call me on my mobile" for "call my mobile". */
const CHANNEL = new Set(["on", "over", "via", "by", "through"]);

/** What kind of little word a word is; null: it tells something itself. */
export function smallWord(word: string): SmallWord | null {
  return kinds.get(word) ?? null;
}

/** Whether a word only colours what is said. */
export function isAdverb(word: string): boolean {
  return kinds.get(word) === "adverb";
}

/** Words that lend colour or weight between others, and tell something only at an end: "recommended by so many experts". */
const FILLING = new Set(
  "so many much even then up over well else old own other actually always still quite ever again kindly whole entire dear".split(" "),
);

/** Whether a word may stand between those of a wording without changing what they say. */
export function mayStandBetween(word: string, before: string): boolean {
  if (FILLING.has(word)) return true;
  const kind = kinds.get(word);
  return kind !== undefined && (kind !== "preposition" || (CHANNEL.has(word) && kinds.get(before) === "speaker"));
}

const IRREGULAR: Readonly<Record<string, readonly string[]>> = {
  send: ["sent"],
  pay: ["paid"],
  tell: ["told"],
  leave: ["left"],
  give: ["gave", "given"],
  buy: ["bought"],
  write: ["wrote", "written"],
  make: ["made"],
  get: ["got", "gotten"],
  go: ["went", "gone", "goes"],
  come: ["came"],
  say: ["said"],
  keep: ["kept"],
  hold: ["held"],
  take: ["took", "taken"],
  know: ["knew", "known"],
  throw: ["threw", "thrown"],
  find: ["found"],
  see: ["saw", "seen"],
  wear: ["wore", "worn"],
  do: ["does", "did", "done"],
  have: ["has", "had"],
  is: ["was", "be", "are"],
  photo: ["picture", "pic", "photos"],
  platform: ["app", "site", "taobao", "tmall", "jd"],
  mobile: ["cell", "cellphone"],
};

const forms = new Map<string, ReadonlySet<string>>();

/** A word and its other forms: add, adds, added, adding; of a word that has an ending itself, those of its stem too. */
export function formsOf(word: string): ReadonlySet<string> {
  let known = forms.get(word);
  if (!known) forms.set(word, (known = new Set([word, ...stemsOf(word).flatMap((stem) => [stem, ...inflected(stem)])])));
  return known;
}

/** Verbs that the wordings have in the third person: "protects the waist". */
const VERB_IN_S =
  /^(?:protect|relieve|correct|prevent|bring|block|cure|keep|last|kill|make|reduce|help|beat|put|fit|doe|feel|set|arrive|ship|never|peel|crack|fade|scratche)s$/;

/** What a word may be a form of, itself among them. */
function stemsOf(word: string): string[] {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return [];
  const stems = [word];
  const irregular = Object.entries(IRREGULAR).find(([, others]) => others.includes(word))?.[0];
  if (irregular) stems.push(irregular);
  if (/[a-z]{3}[^sui]s$/.test(word)) stems.push(word.slice(0, -1));
  if (VERB_IN_S.test(word)) stems.push(word.slice(0, -1));
  return stems;
}

function inflected(stem: string): string[] {
  if (/(?:est|ly|ness|less|ed)$/.test(stem)) return [];
  const root = stem.replace(/e$/, "");
  const doubled = /[^aeiou][aeiou][bdgmnprt]$/.test(stem) ? [`${stem}${stem.at(-1) ?? ""}ed`, `${stem}${stem.at(-1) ?? ""}ing`] : [];
  const regular = /[^aeiou]y$/.test(stem)
    ? [`${stem.slice(0, -1)}ies`, `${stem.slice(0, -1)}ied`, `${stem}ing`]
    : [/(?:s|x|ch|sh)$/.test(stem) ? `${stem}es` : `${stem}s`, `${root}ed`, stem.endsWith("ee") ? `${stem}ing` : `${root}ing`];
  return [...regular, ...doubled, ...(IRREGULAR[stem] ?? [])];
}

const VOWEL = /[aeiou]/;
const ANY = /[a-z]/;
const withoutDoubles = (word: string) => word.replace(/(.)\1+/g, "$1");
/** Of fewer letters another one makes another word: in a wording of two words, in one of more, alone. */
const LEAST = { doubles: 5, inTwo: 6, inMore: 4, alone: 7 };

/** Whether two words are one edit apart that leaves the first letter: a letter more, less or other, or two neighbours swapped. */
function isOneEdit(a: string, b: string, mayReplace: RegExp): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || a === b || a[0] !== b[0]) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)) return true;
  return mayReplace.test(short[at] ?? "") && mayReplace.test(long[at] ?? "") && short.slice(at + 1) === long.slice(at + 1);
}

/** English words that are one letter off from those of wordings and quite another thing. */
const OTHER_WORDS = new Set(
  "pass passed strangest taking walking inside changed change changes notice outer courses course pray price prices placed place customs county counter slightest thing things think this rather".split(
    " ",
  ),
);

/** Whether a word may be another one with a slip at all: it is long enough, and no word by itself that people write. */
export function mayBeMisspelt(written: string): boolean {
  return /^[a-z']{4,}$/.test(written) && !OTHER_WORDS.has(written) && !isEverydayEnglish(written);
}

/**
 * Whether a word is one of the forms of another with a slip: letters doubled or not ("guarranteed", "flawles"), a letter wrong among the other words of a wording
 * ("courrier", "can't you reed"). `count`: how many words the wording has; alone a word takes no other letter and no ending, and beside one other no other letter but a vowel.
 */
export function isMisspelt(forms: ReadonlySet<string>, written: string, count: number): boolean {
  if (!mayBeMisspelt(written)) return false;
  const least = count === 1 ? LEAST.alone : count === 2 ? LEAST.inTwo : LEAST.inMore;
  for (const form of forms) {
    if (
      form === written ||
      form[0] !== written[0] ||
      Math.abs(form.length - written.length) > 2 ||
      (form === `${written}s` && !form.endsWith("ss"))
    )
      continue;
    if (Math.max(form.length, written.length) >= LEAST.doubles && withoutDoubles(form) === withoutDoubles(written)) return true;
    if (form.length < least || !isOneEdit(form, written, count > 2 ? ANY : VOWEL)) continue;
    if (count > 1 || !written.startsWith(form.slice(0, -2)) || form === `${written}e`) return true;
  }
  return false;
}
