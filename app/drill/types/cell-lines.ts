/**
 * Entries of a list as the lines of a cell. What would be taken for a separator, a line's end or the sign itself stands behind a backslash, so that any text
 * comes back as it was.
 */

/** The separators of a line, each with its full-width twin. */
const signs = { point: ":：", pair: "=＝", bar: "|｜", stroke: "/／" } as const;
type Sign = keyof typeof signs;

/** A text as it stands in a line, where one of `apart` would cut it. */
export function lineText(text: string, ...apart: readonly Sign[]): string {
  const cutting = apart.map((sign) => signs[sign]).join("");
  return [...text.replace(/\r\n?/g, "\n")].map((c) => (c === "\n" ? "\\n" : c === "\\" || cutting.includes(c) ? `\\${c}` : c)).join("");
}

/** A text as a line holds it, without its backslashes. */
export function plainLine(line: string): string {
  return line.replace(/\\(n|[\\:：=＝|｜/／])/g, (_, c: string) => (c === "n" ? "\n" : c)).trim();
}

/** Cut a line at a separator that does not stand behind a backslash: at each, or at the first only. The pieces keep their backslashes. */
function cut(line: string, sign: Sign, onlyFirst: boolean): string[] {
  const pieces = [""];
  for (let at = 0; at < line.length; at++) {
    const c = line.charAt(at);
    if (c === "\\") pieces.push((pieces.pop() ?? "") + c + line.charAt(++at));
    else if (signs[sign].includes(c) && !(onlyFirst && pieces.length > 1)) pieces.push("");
    else pieces.push((pieces.pop() ?? "") + c);
  }
  return pieces;
}

/** Both sides of the first separator of a line, or null when it has none. */
export function cutOnce(line: string, sign: Sign): [string, string] | null {
  const [left = "", right] = cut(line, sign, true);
  return right === undefined ? null : [left.trim(), right.trim()];
}

/** The texts of a line that stand between separators, without empty ones. */
export function severalIn(line: string, sign: Sign): string[] {
  return cut(line, sign, false)
    .map(plainLine)
    .filter((text) => text !== "");
}
