import type { LocalText } from "~/platform/locale";

/**
 * For each text an id that tells nothing about its place in the content: its number in the sorted order of the Chinese texts.
 * The same texts always have the same ids, so that an answer can be read without what was shown.
 */
export function opaqueIds(texts: readonly LocalText[]): string[] {
  const sorted = texts.map((text, at) => ({ text, at })).sort((a, b) => compare(a.text, b.text) || a.at - b.at);
  const ids = new Array<string>(texts.length);
  sorted.forEach(({ at }, n) => (ids[at] = String(n + 1)));
  return ids;
}

/** By code unit: the same on every machine, whatever its languages. */
function compare(a: LocalText, b: LocalText): number {
  if (a["zh-CN"] !== b["zh-CN"]) return a["zh-CN"] < b["zh-CN"] ? -1 : 1;
  return a.en === b.en ? 0 : a.en < b.en ? -1 : 1;
}
