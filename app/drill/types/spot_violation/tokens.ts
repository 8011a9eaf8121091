import type { Locale } from "~/platform/locale";

/** A word of a line, or what stands between words; `from` and `to` are places in the line, in UTF-16 units. */
export type Token = { text: string; from: number; to: number; word: boolean };

const segmenters = new Map<Locale, Intl.Segmenter>();

/** A line cut into the words of its language and what stands between them; together they are the line. */
export function tokensOf(text: string, locale: Locale): Token[] {
  let segmenter = segmenters.get(locale);
  if (!segmenter) segmenters.set(locale, (segmenter = new Intl.Segmenter(locale, { granularity: "word" })));
  return [...segmenter.segment(text)].map(({ segment, index, isWordLike }) => ({
    text: segment,
    from: index,
    to: index + segment.length,
    word: Boolean(isWordLike),
  }));
}
