import { diffWords, diffWordsWithSpace } from "diff";

/** A stretch of a text: as it was in both, only in the one before, only in the one after. */
export type DiffStretch = { text: string; was: "kept" | "removed" | "added" };

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  let found = segmenters.get(language);
  if (!found) segmenters.set(language, (found = new Intl.Segmenter(language, { granularity: "word" })));
  return found;
}

/** The words that two texts share, lost and won. Chinese is cut into words by its segmenter; `language` "" for what may be in none. */
export function wordDiff(before: string, after: string, language = ""): DiffStretch[] {
  const local = language === "zh-CN" || language === "en" || /\p{Script=Han}/u.test(before + after);
  const changes = local
    ? diffWords(before, after, { intlSegmenter: segmenterOf(language === "en" ? "en" : "zh-CN") })
    : diffWordsWithSpace(before, after);
  return changes.map((c) => ({ text: c.value, was: c.added ? "added" : c.removed ? "removed" : "kept" }));
}
