import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { readPack } from "~/curriculum/read-pack.server";
import { catalogueWords, type MaskContext, maskLine } from "~/chats/mask";
import type { MaskKind } from "~/chats/mask-text";

/** Lines of chats that were labelled apart from the masker, and how it is judged by them. */

/** What is labelled; `from` where the label says it itself. */
export type MaskLabel = { kind: MaskKind; words: string; from?: number };
export type LabelledLine = { id: string; text: string; context?: { buyer?: string; agent?: string }; spans: MaskLabel[]; why?: string };
type Stretch = { from: number; to: number };
/** Labels found and missed, masked stretches that are right and wrong, and which lines they stand in. */
type Sums = { found: number; missed: number; right: number; wrong: number };
export type Judgement = {
  all: Sums;
  kinds: Map<string, Sums>;
  faults: { id: string; text: string; missed: MaskLabel[]; wrong: string[] }[];
};

/** So much of a label must be masked, and of a masked stretch be labelled. */
const FOUND = 0.9;
const LABELLED = 0.5;

/** The lines of a part: zh, en, own. */
export function linesOf(part: string): LabelledLine[] {
  const marked = join("test", "labelled", "masking", `${part}.txt`);
  if (existsSync(marked)) return markedLines(part, readFileSync(marked, "utf8"));
  return parse(readFileSync(join("test", "labelled", "masking", `${part}.yaml`), "utf8")) as LabelledLine[];
}

const LETTERS: Readonly<Record<string, MaskKind>> = {
  n: "name",
  k: "nick",
  p: "phone",
  a: "address",
  o: "order",
  i: "id",
  c: "card",
  e: "email",
  t: "plate",
};

/** Lines with their labels within: 「收件人«n 王小丽»」; the nicks of buyer and agent stand before, a line break is written \\n. */
export function markedLines(part: string, file: string): LabelledLine[] {
  return file.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const head = /^\{([^}]*)\} ?/.exec(line);
    const context = Object.fromEntries(
      (head?.[1] ?? "").split(";").flatMap((one) => (one.includes("=") ? [one.split("=").map((side) => side.trim())] : [])),
    );
    const spans: MaskLabel[] = [];
    let text = "";
    let at = 0;
    const source = line.slice(head?.[0].length ?? 0).replaceAll("\\n", "\n");
    for (const hit of source.matchAll(/«([nkpaoicet]) ([^»]*)»/gu)) {
      const words = hit[2] ?? "";
      text += source.slice(at, hit.index);
      spans.push({ kind: LETTERS[hit[1] ?? ""] ?? "name", words, from: text.length });
      text += words;
      at = hit.index + hit[0].length;
    }
    text += source.slice(at);
    if (/[«»]/u.test(text)) throw new Error(`${part}, line ${index + 1}: a mark is not closed`);
    return [{ id: `${part}-${index + 1}`, text, ...(head ? { context } : {}), spans }];
  });
}

/** Names and codes of the catalogue that the chats are about. */
export async function catalogueOfPack(): Promise<RegExp | null> {
  const { pack } = await readPack(join("content", "taobao-cs"));
  const products = (pack?.items ?? []).flatMap((item) => (item.kind === "product" ? [item.body] : []));
  return catalogueWords(products.flatMap(({ code, name }) => [code, name["zh-CN"], name.en]));
}

/** Where the labels stand; what is labelled twice stands twice. */
export function placesOf({ text, spans }: LabelledLine): (Stretch & MaskLabel)[] {
  const used = new Map<string, number>();
  return spans.map((label) => {
    if (label.from !== undefined) return { ...label, from: label.from, to: label.from + label.words.length };
    const from = text.indexOf(label.words, used.get(label.words) ?? 0);
    if (from < 0) throw new Error(`"${label.words}" does not stand in "${text}"`);
    used.set(label.words, from + label.words.length);
    return { ...label, from, to: from + label.words.length };
  });
}

/** A stretch without the punctuation at its ends. */
function bare(text: string, { from, to }: Stretch): Stretch {
  const words = text.slice(from, to);
  const start = from + (/^[\p{P}\p{Z}\s]*/u.exec(words)?.[0].length ?? 0);
  const end = to - (/[\p{P}\p{Z}\s]*$/u.exec(words)?.[0].length ?? 0);
  return end > start ? { from: start, to: end } : { from, to };
}

const covered = ({ from, to }: Stretch, by: readonly Stretch[]) =>
  by.reduce((sum, one) => sum + Math.max(0, Math.min(to, one.to) - Math.max(from, one.from)), 0) / Math.max(1, to - from);

/** How the masker does on labelled lines. */
export function judge(lines: readonly LabelledLine[], catalogue: RegExp | null, how: Partial<MaskContext> = {}): Judgement {
  const sums = (): Sums => ({ found: 0, missed: 0, right: 0, wrong: 0 });
  const judgement: Judgement = { all: sums(), kinds: new Map(), faults: [] };
  const count = (kind: string, what: keyof Sums) => {
    const of = judgement.kinds.get(kind) ?? sums();
    judgement.kinds.set(kind, of);
    of[what]++;
    judgement.all[what]++;
  };
  for (const line of lines) {
    const masked = maskLine(line.text, { ...line.context, catalogue, ...how }).spans;
    const labels = placesOf(line);
    const missed = labels.filter((label) => {
      const isFound = covered(bare(line.text, label), masked) >= FOUND;
      count(label.kind, isFound ? "found" : "missed");
      return !isFound;
    });
    const wrong = masked.filter((span) => {
      const isRight = covered(bare(line.text, span), labels) >= LABELLED;
      count(span.kind, isRight ? "right" : "wrong");
      return !isRight;
    });
    if (missed.length + wrong.length > 0)
      judgement.faults.push({
        id: line.id,
        text: line.text,
        missed,
        wrong: wrong.map(({ from, to, kind }) => `${kind}:${line.text.slice(from, to)}`),
      });
  }
  return judgement;
}

export const recallOf = ({ found, missed }: Sums) => found / Math.max(1, found + missed);
export const precisionOf = ({ right, wrong }: Sums) => right / Math.max(1, right + wrong);

/** The figures as lines of a table, by kind and in all. */
export function printed(name: string, { all, kinds }: Judgement): string {
  const line = (kind: string, sums: Sums) =>
    `${kind.padEnd(8)} recall ${recallOf(sums).toFixed(4)} (${sums.found} of ${sums.found + sums.missed})   precision ${precisionOf(sums).toFixed(4)} (${sums.right} of ${sums.right + sums.wrong})`;
  return [`masking, ${name}`, ...[...kinds].sort().map(([kind, sums]) => line(kind, sums)), line("all", all)].join("\n");
}
