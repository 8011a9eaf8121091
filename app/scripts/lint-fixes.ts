import { placeholders } from "~/curriculum/pack-wording";
import type { LintFinding } from "~/wording/lint";
import { bigramsOf, similarity } from "~/wording/similarity";

/** What mends a finding without thinking. Pure. */

/** Put `insert` in place of what stands from `from` to `to`. */
export type Fix = { from: number; to: number; insert: string };

const SENTENCE_END = /[。！？!?\n]|\.(?=\s|$)/g;
const ALIKE = 0.5;
/** What agents write in brackets, as the placeholder that means it. */
const SAID: [RegExp, (typeof placeholders)[number]][] = [
  [/价格|金额|price|amount/i, "price"],
  [/尺码|尺寸|size/i, "size"],
  [/颜色|colou?r/i, "colour"],
  [/单号|order/i, "order"],
  [/快递|courier/i, "courier"],
  [/城市|city/i, "city"],
  [/日期|时间|date|time/i, "date"],
  [/产品|商品|product/i, "product"],
  [/姓名|名称|称呼|name|customer/i, "customer"],
];

/** The fix of a finding; null: a person has to think of it. `instead`: what the term's entry says to say instead, in the language of the text. */
export function fixFor(text: string, finding: LintFinding, instead: string | null): Fix | null {
  if (finding.rule === "prohibited") return instead === null ? null : inPlaceOfSentence(text, finding, instead);
  if (finding.rule === "placeholder") return namedPlaceholder(finding);
  if (finding.rule === "style") return calmer(finding);
  return null;
}

/** The whole sentence gives way: a word taken out of it would leave half a claim. The line break and the sentences around it stay. */
function inPlaceOfSentence(text: string, { from, to }: LintFinding, instead: string): Fix {
  let start = 0;
  let end = text.length;
  for (const m of text.matchAll(SENTENCE_END)) {
    const after = m.index + m[0].length;
    if (after <= from) start = after;
    else if (m.index >= to) {
      end = m[0] === "\n" ? m.index : after;
      break;
    }
  }
  while (start < from && /\s/.test(text.charAt(start))) start++;
  return { from: start, to: end, insert: instead };
}

/** `{{prise}}` is `{{price}}`, and so are `{price}` and 【价格】. */
function namedPlaceholder({ from, to, found }: LintFinding): Fix | null {
  const name = found.replace(/[^\p{L}\p{N}_]+/gu, "");
  if (name === "") return null;
  const [near] = placeholders
    .map((known) => ({ known, like: similarity(bigramsOf(known), bigramsOf(name.toLowerCase())) }))
    .filter(({ like }) => like >= ALIKE)
    .sort((a, b) => b.like - a.like);
  const known = near?.known ?? SAID.find(([words]) => words.test(name))?.[1];
  return known ? { from, to, insert: `{{${known}}}` } : null;
}

/** Rows of signs become one, capitals small letters, boxes plain; a wall gets a line break where a sentence ends near its middle. */
function calmer({ from, to, found }: LintFinding): Fix | null {
  const calm = (insert: string): Fix | null => (insert === found ? null : { from, to, insert });
  if (/^[!！?？]+$/u.test(found)) return calm((/[?？]/u.exec(found) ?? /[!！]/u.exec(found))?.[0] ?? found);
  if (/^【[^】\n]*】$/u.test(found)) return calm(found.slice(1, -1));
  if (/^[A-Z'’\s,!]+$/.test(found)) return calm(found.charAt(0) + found.slice(1).toLowerCase());
  if (/^[\p{Extended_Pictographic}\uFE0F\u200D\p{Emoji_Modifier}\s]+$/u.test(found))
    return calm([...new Intl.Segmenter("zh-CN", { granularity: "grapheme" }).segment(found.trim())][0]?.segment ?? found);
  return broken(found, from);
}

function broken(found: string, from: number): Fix | null {
  const middle = found.length / 2;
  const [best] = [...found.matchAll(/[。！？；!?;]|\.(?=\s)/gu)]
    .map((m) => m.index + m[0].length)
    .filter((at) => at < found.length)
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  if (best === undefined) return null;
  const gap = /^\s*/.exec(found.slice(best))?.[0].length ?? 0;
  return { from: from + best, to: from + best + gap, insert: "\n" };
}
