import shapes from "./shapes.json" with { type: "json" };

/** What Chinese characters are put together from: which look alike, and which two beside each other are read as one (「木反」 板). */

/** Radicals and the characters that stand for them where a character is taken apart. */
const STANDING: Readonly<Record<string, string>> = {
  ...{ 亻: "人", 氵: "水", 扌: "手", 讠: "言", 钅: "金", 忄: "心", 犭: "犬", 纟: "丝", 饣: "食", 阝: "耳", 刂: "刀", 礻: "示", 衤: "衣" },
};
/** What stands above the rest: nobody writes it beside it. */
const ABOVE = /[艹⺮宀罒雨穴爫癶]/u;
/** What stands second. */
const SECOND = /[刂攵阝页鸟隹欠殳力彡]/u;

type Shapes = { like: ReadonlyMap<string, string>; together: ReadonlyMap<string, ReadonlyMap<string, string>> };
let known: Shapes | null = null;

/** Each group of the table is a part, the characters that hold it, each with what it holds besides, and rarer ones behind a bar; of a part with a star too many hold it to look alike. */
function read(): Shapes {
  if (known) return known;
  const [like, together] = [new Map<string, string>(), new Map<string, Map<string, string>>()];
  const put = (first: string, second: string, character: string) => {
    const seconds = together.get(first) ?? new Map<string, string>();
    together.set(first, seconds.set(second, character));
  };
  for (const group of shapes.groups.split(" ")) {
    const isSmall = group.startsWith("*");
    const [used = "", rare = ""] = (isSmall ? group.slice(1) : group).split("|");
    const [part = "", ...members] = used;
    const alike = isSmall ? "" : part + members.filter((_, at) => at % 2 === 0).join("") + rare;
    for (const character of alike) like.set(character, (like.get(character) ?? "") + alike);
    for (let at = 0; at < members.length; at += 2) {
      const [character = "", rest = ""] = members.slice(at, at + 2);
      if (ABOVE.test(rest)) continue;
      for (const beside of [rest, STANDING[rest] ?? rest]) {
        put(beside, part, character);
        if (SECOND.test(rest)) put(part, beside, character);
      }
    }
  }
  return (known = { like, together });
}

/** Whether two characters hold the same part and differ in the other: 慢 and 漫, 管 and 菅. */
export function looksLike(one: string, other: string): boolean {
  return one !== other && (read().like.get(one)?.includes(other) ?? false);
}

/** The characters that look like one. */
export function lookalikesOf(character: string): string {
  return read().like.get(character) ?? "";
}

/** What stands beside what for some characters: by the first of the two, then by the second. */
export function pairsFor(characters: ReadonlySet<string>): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const pairs = new Map<string, ReadonlyMap<string, string>>();
  for (const [first, seconds] of read().together) {
    const wanted = [...seconds].filter(([, made]) => characters.has(made));
    if (wanted.length > 0) pairs.set(first, new Map(wanted));
  }
  return pairs;
}
