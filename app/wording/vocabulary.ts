import { formsOf, smallWord } from "./english-words";
import { isEverydayEnglish } from "./everyday-english";
import { pairsFor } from "./shapes";

/** The words of Latin letters that the listed wordings have, by how they look, and their Chinese characters: what a changed word is meant for is one of them ("Te11", "d1d", "systern"). */

/** `words`: each in all its forms; `byLook`: what looks like one; `compounds`: with a hyphen between ("anti theft"); `pairs`: one after another ("shut up"). */
export type Vocabulary = {
  words: ReadonlySet<string>;
  byLook: ReadonlyMap<string, string>;
  byLength: ReadonlyMap<number, readonly string[]>;
  compounds: ReadonlySet<string>;
  pairs: ReadonlySet<string>;
  /** What makes a Chinese character of the wordings beside what. */
  together: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

const LOOKS: Readonly<Record<string, string>> = {
  ...{
    "0": "o",
    i: "1",
    l: "1",
    "!": "1",
    "|": "1",
    "3": "e",
    "4": "a",
    "@": "a",
    "5": "s",
    $: "s",
    "7": "t",
    "+": "t",
    "8": "b",
    "9": "g",
    "2": "z",
  },
};
const WORD = /[a-z]+\d*/g;

/** How a word looks, whatever figures, signs or letters alike stand for its letters. */
export function lookOf(word: string): string {
  return word
    .toLowerCase()
    .replaceAll("rn", "m")
    .replaceAll("vv", "w")
    .replace(/[0-9il!|@$+]/g, (sign) => LOOKS[sign] ?? sign);
}

/** The vocabulary of some wordings. */
export function vocabularyOf(wordings: readonly string[]): Vocabulary {
  const [words, compounds, pairs] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const [byLook, byLength] = [new Map<string, string>(), new Map<number, string[]>()];
  const plain = wordings.map((wording) => wording.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase());
  const put = (word: string) => {
    if (words.has(word)) return;
    words.add(word);
    if (!byLook.has(lookOf(word))) byLook.set(lookOf(word), word);
    byLength.set(word.length, [...(byLength.get(word.length) ?? []), word]);
  };
  for (const wording of plain) for (const [word] of wording.matchAll(WORD)) put(word);
  for (const wording of plain) {
    for (const [word] of wording.matchAll(WORD)) for (const form of formsOf(word)) put(form);
    for (const [, one = "", other = ""] of wording.matchAll(/([a-z]+)(?=-([a-z]+))/g)) compounds.add(`${one} ${other}`);
    for (const [, one = "", other = ""] of wording.matchAll(/([a-z]+)(?=[ -]([a-z]+))/g)) pairs.add(`${one} ${other}`);
  }
  const characters = new Set(wordings.flatMap((wording) => wording.match(/\p{Script=Han}/gu) ?? []));
  return { words, byLook, byLength, compounds, pairs, together: pairsFor(characters) };
}

/** Short words that are themselves: "fin est" holds one of them, "sh ut" none. */
const SHORT = new Set(
  (
    "a i am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we all and any are ask bag bit boy but buy can car cut day did dry due end eye far few fit for get got had has her him his " +
    "hot how its job kid kit let lid lot low man map may men mid mix net new nor not now odd off old one our out own pay pen per pin pop put ran raw red rub run saw say see set she sit six son sun tag tan tea " +
    "ten the tie tin tip toe too top try two use van via war was wax way wet who why win won yes yet you zip able add also area army aunt away baby ball band bath bear beat bell belt best bill bird bite blow " +
    "boat body bone boss bowl cafe camp clip club coat coin cold cool cord core cost crew crop cups door down drop drum dust else ever face fair fall farm fast film fire fish flag foam fold foot fuel game gate " +
    "gold grab grey grip hair half hall hang hard hat head heat hill hint hook huge idea inch iron jump lamp land lane lead leaf lean lend link lock loop lose loss mail main mall mark mask meal meet mile mill " +
    "mode moon nail neck nose pain pair palm park path peel pile pink pipe plan play plus pole pool poor pour pull push rail rate rice rich ring risk road rock roll roof room root rope rose salt sand scan seal " +
    "seat self ship shut sick skin snow soap soft sole some song soon sort soup stop stud tail tall tape task team tear tell tent term test thin tidy tire toll tool tour town tree tube tune unit vary vase view " +
    "wall warm wash wave weak whom wide wife wild wind wing wipe wire wise wood wool yard year zero"
  ).split(" "),
);

/** Whether a word is one that people write. */
export function isKnownEnglish(word: string, { words }: Vocabulary): boolean {
  return SHORT.has(word) || words.has(word) || smallWord(word) !== null || isEverydayEnglish(word);
}
