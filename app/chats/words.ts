import { plain } from "~/wording/normalise";

/**
 * How chats are found by words. Chinese has no spaces: what is kept of a run of characters are its pairs, and its last character alone, so that one character finds too. What
 * the pairs find may stand apart in the chat; whoever searches looks at the lines again.
 */

/** Chinese characters, or letters and digits of other scripts. Radicals (⺀) are Chinese signs but no letters. */
const RUN = /(?:(?=[\p{L}\p{N}])\p{Script=Han})+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const HAN = /^\p{Script=Han}/u;
/** A longer word is found by its beginning. */
const LONGEST = 40;

const pairsOf = (run: string): string[] => {
  const signs = [...run];
  return signs.slice(0, -1).map((sign, at) => sign + signs[at + 1]);
};

/** What a text is found by: pairs of Chinese characters with the last one of each run alone, and the words of other scripts; each once, as `plain` writes them. */
export function bigrams(text: string): string[] {
  const found = new Set<string>();
  findIn(text, found);
  return [...found];
}

function findIn(text: string, found: Set<string>): void {
  for (const run of plain(text).match(RUN) ?? []) {
    if (!HAN.test(run)) found.add(run.slice(0, LONGEST));
    else if (WIDE.test(run)) for (const one of [...pairsOf(run), [...run].at(-1) ?? ""]) found.add(one);
    else for (let at = 0; at < run.length; at++) found.add(run.slice(at, at + 2));
  }
}
/** Signs that are two units long. */
const WIDE = /[\ud800-\udfff]/;

/** The words of a whole chat as PostgreSQL reads a `tsvector`: letters and digits only, so that nothing need be escaped. */
export function wordsOf(lines: readonly { text: string }[]): string {
  const found = new Set<string>();
  for (const { text } of lines) findIn(text, found);
  return Array.from(found, (word) => `'${word}'`).join(" ");
}

/** What somebody typed: as PostgreSQL reads a `tsquery`, and the pieces that must really stand in the chat. Null: nothing to search by. */
export type Sought = { query: string; pieces: string[] };

/** Read what was typed into the search: every piece between spaces must be there, a word of other scripts by its beginning. */
export function soughtIn(typed: string): Sought | null {
  const pieces = plain(typed).split(/\s+/).filter(Boolean);
  const terms = pieces.flatMap((piece) =>
    (piece.match(RUN) ?? []).flatMap((run) => {
      if (!HAN.test(run)) return [`'${run.slice(0, LONGEST)}':*`];
      const pairs = pairsOf(run);
      return pairs.length > 0 ? pairs.map((pair) => `'${pair}'`) : [`'${run}':*`];
    }),
  );
  return terms.length > 0 ? { query: [...new Set(terms)].join(" & "), pieces } : null;
}

/** The first line in which a piece of what is sought stands, when every piece stands in some line; else null. */
export function lineWith(lines: readonly { text: string }[], { pieces }: Sought): number | null {
  const read = lines.map(({ text }) => plain(text));
  if (!pieces.every((piece) => read.some((line) => line.includes(piece)))) return null;
  return read.findIndex((line) => line.includes(pieces[0] ?? ""));
}
