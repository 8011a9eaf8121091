import { type MaskContext, withoutMarks } from "~/chats/mask";
import { foundByRules } from "~/chats/mask-rules";
import { type Found, KINDS, readForTags } from "~/chats/mask-tagger";
import { type MaskKind, type MaskSpan, type Reading, readingOf } from "~/chats/mask-text";
import { CUES } from "~/chats/mask-tagger-cues";
import { type LabelledLine, placesOf } from "../masking";
import type { Tagged } from "./crf";

/** Labelled lines as the tagger learns from them: what the rules say of a line, the cues of its tokens, and the tags that are right. */

const TAG_OF = (kind: MaskKind): number => {
  const at = KINDS.indexOf(kind);
  return 1 + 4 * (at < 0 ? KINDS.indexOf("phone") : at);
};

/** What the rules find in a line; null where nothing stands in it. */
function foundBefore(text: string, context: MaskContext): { reading: Reading; read: Reading; before: Found } | null {
  if (text.trim() === "") return null;
  const reading = readingOf(text);
  const read = withoutMarks(reading);
  return { reading, read, before: foundByRules(read, context) };
}

/** A line as an example; null where nothing stands in it. `drop`: so often is what a rule found kept from the tagger. */
export function example(line: LabelledLine, context: MaskContext, weight: number, drop: number, next: () => number): Tagged | null {
  const found = foundBefore(line.text, { ...line.context, ...context });
  if (!found) return null;
  const { reading, read } = found;
  const few = (spans: readonly MaskSpan[]) => (drop === 0 ? spans : spans.filter(() => next() >= drop));
  const before = { ...found.before, beside: few(found.before.beside), names: few(found.before.names), read: few(found.before.read) };
  const { tokens, cues } = readForTags(read.text, before);
  const { count, from, to } = tokens;
  const tags = new Uint8Array(count);
  for (const label of placesOf(line)) {
    const own: number[] = [];
    for (let i = 0; i < count; i++) {
      const start = reading.at[from[i]!] ?? 0;
      const end = reading.at[to[i]!] ?? line.text.length;
      const inside = Math.min(end, label.to) - Math.max(start, label.from);
      if (inside * 2 > end - start && tags[i] === 0) own.push(i);
    }
    const tag = TAG_OF(label.kind);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined || read.text.charCodeAt(from[first]!) === 0x3013) continue;
    for (let i = first; i <= last; i++) tags[i] = i === first ? (i === last ? tag + 3 : tag) : i === last ? tag + 2 : tag + 1;
  }
  return { cues: cues.slice(0, count * CUES), tags, weight };
}
