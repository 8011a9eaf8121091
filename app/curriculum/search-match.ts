import { remembered } from "~/platform/remembered";
import type { ItemBody, ItemKind } from "./pack";
import { spelled } from "./search-pinyin";
import { searchable, type SearchField, searchFields } from "./search-text";
import type { SearchWord } from "./search-words";

/** The texts of an item as they are searched. `pinyin` holds the spellings of `words`, each stretch after a space, first letters after "=". */
export type SearchTexts = { title: string; titlePinyin: string; words: string; pinyin: string };

function folded(fields: readonly SearchField[]): string {
  return fields.map((field) => foldedText(field.text)).join("\n");
}

const foldedText = remembered((text) => searchable(text).words);

/** What of a body is searched. Pure; a body that is not sound yet is searched as far as it goes. */
export function searchTexts(body: ItemBody<ItemKind>): SearchTexts {
  const { titles, texts } = searchFields(body);
  const title = folded(titles);
  const words = `${title}\n${folded(texts)}`;
  const titlePinyin = spelled(title, true);
  // The phrases of a title may begin anywhere in it.
  return { title, titlePinyin, words, pinyin: `${spelled(words, false)} ${titlePinyin.replace(/^[^=]*/, "")}` };
}

/** Whether every word stands in the texts, as written or as it sounds: what `findItems` asks of the database, of texts that are not in it. */
export function holdsAll({ words, pinyin }: SearchTexts, asked: readonly SearchWord[]): boolean {
  return asked.every(
    (word) =>
      words.includes(word.words) ||
      word.spellings.some((parts) => pinyin.includes(` ${parts.join(" ")}`)) ||
      (word.initials !== null && pinyin.includes(` =${word.initials}`)),
  );
}
