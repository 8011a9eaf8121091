import characters from "opencc-js/dict/TSCharacters";

/** Forms that OpenCC leaves to its phrases, though only one reading is ever meant in a chat. */
const MORE = [
  ["妳", "你"],
  ["牠", "它"],
  ["祂", "他"],
] as const;

let table: Map<string, string> | null = null;
/** Which UTF-16 units some character of the table begins with: nearly all texts hold none of them. */
let beginnings: Uint8Array | null = null;

function simplifiedCharacters(): Map<string, string> {
  if (table) return table;
  table = new Map([...characters.split("|").map((pair) => pair.split(" ") as [string, string]), ...MORE]);
  // What one step leads to may itself have a simpler form.
  for (const [from, to] of table) table.set(from, table.get(to) ?? to);
  return table;
}

function begins(unit: number): boolean {
  if (!beginnings) {
    beginnings = new Uint8Array(0x10000);
    for (const from of simplifiedCharacters().keys()) beginnings[from.charCodeAt(0)] = 1;
  }
  return beginnings[unit] === 1;
}

/** The simplified form of one Chinese character; any other character as it is. One character stays one character, so that positions hold. */
export function simplifiedCharacter(character: string): string {
  return begins(character.charCodeAt(0)) ? (simplifiedCharacters().get(character) ?? character) : character;
}

/** A text with every traditional character in its simplified form, character by character. */
export function simplified(text: string): string {
  for (let at = 0; at < text.length; at++) if (begins(text.charCodeAt(at))) return text.replace(/\p{Script=Han}/gu, simplifiedCharacter);
  return text;
}
