/** A text as it is meant to be read. Every unit remembers where it stood in what was written. */
export type Reading = { text: string; from: number[]; to: number[] };

/** A stretch of the text that is read otherwise; null: it is left out. */
export type Change = { at: number; was: string; now: string | null };

const NONE: readonly RegExpExecArray[] = [];

/** Where a pattern (of flag g) stands in a text. Most patterns stand in hardly any text: then nothing is made. */
export function allOf(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  return text.search(pattern) < 0 ? NONE : [...text.matchAll(pattern)];
}

/** The text with its changes: of two that overlap the first one holds, of two at one place the longer. Null where there is none. */
export function readWith(source: string, changes: readonly Change[]): Reading | null {
  const sorted = changes.filter(({ was, now }) => was !== now).sort((a, b) => a.at - b.at || b.was.length - a.was.length);
  if (sorted.length === 0) return null;
  const reading: Reading = { text: "", from: [], to: [] };
  let at = 0;
  const keep = (end: number) => {
    for (; at < end; at++) {
      reading.text += source.charAt(at);
      reading.from.push(at);
      reading.to.push(at + 1);
    }
  };
  for (const { at: start, was, now } of sorted) {
    if (start < at) continue;
    keep(start);
    at = start + was.length;
    for (let unit = 0; unit < (now?.length ?? 0); unit++) {
      reading.text += now?.charAt(unit) ?? "";
      const isLast = unit === (now?.length ?? 0) - 1;
      reading.from.push(Math.min(start + unit, at - 1));
      reading.to.push(isLast ? at : Math.min(start + unit + 1, at));
    }
  }
  keep(source.length);
  return reading;
}

/** A reading of a reading, with its places in the source of the first. */
export function readAgain(first: Reading | null, again: (text: string) => Reading | null, source: string): Reading | null {
  const second = again(first?.text ?? source);
  if (!first || !second) return second;
  return { text: second.text, from: second.from.map((at) => first.from[at] ?? 0), to: second.to.map((at) => first.to[at - 1] ?? 0) };
}
