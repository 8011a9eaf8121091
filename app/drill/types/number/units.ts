import { Decimal } from "~/platform/decimal";
import type { LocalText } from "~/platform/locale";
import { plain } from "~/wording/normalise";

/** Names of a unit in either language, and how many of the smallest one of its kind it holds. Names as `plain` leaves them, without spaces. */
type Kind = readonly (readonly [holds: string, names: string])[];

const KINDS: readonly Kind[] = [
  [
    ["1", "秒 秒钟 s sec second"],
    ["60", "分 分钟 min minute"],
    ["3600", "小时 钟头 个小时 个钟头 h hr hour"],
    ["86400", "天 日 day"],
    ["604800", "周 星期 个星期 week"],
  ],
  [
    ["1", "克 g gram gramme"],
    ["1000", "千克 公斤 kg kilo kilogram"],
    ["500", "斤 市斤"],
  ],
  [
    ["1", "毫米 mm millimetre millimeter"],
    ["10", "厘米 公分 cm centimetre centimeter"],
    ["1000", "米 m metre meter"],
    ["1000000", "公里 千米 km kilometre kilometer"],
    ["25.4", '寸 英寸 inch inche in "'],
  ],
  [
    ["1", "毫升 ml millilitre milliliter"],
    ["1000", "升 l litre liter"],
  ],
  [
    ["1", "元 元整 块 块钱 圆 ¥ rmb cny 人民币 yuan kuai"],
    ["0.1", "角 毛 毛钱"],
  ],
  [
    ["1", "% 百分之 percent pct"],
    ["10", "成"],
  ],
  [["1", "只 个 件 piece pc"]],
  [["1", "分 point mark"]],
  [["1", "号 日 st nd rd th"]],
];

/** What may stand beside the number of an answer, and what one of it is worth in the smallest unit. */
export type Units = { own: Decimal; names: ReadonlyMap<string, Decimal> };

const squeezed = (text: string) => plain(text).replace(/\s/gu, "");
const singular = (name: string) => name.replace(/(?<=[a-z]{2})s$/, "");

/** A unit's own names: as it stands, and what is before and inside its brackets: "号（12 月）" is also "号" and "12月". */
function ownNames(unit: string): string[] {
  const whole = squeezed(unit);
  const [, head = whole, inside = ""] = /^(.*?)\((.*)\)$/.exec(whole) ?? [];
  return [whole, head, inside].filter((name) => name !== "" && !/^\d+$/.test(name));
}

function holding(kind: Kind, names: readonly string[]): Decimal | null {
  const found = kind.find(([, known]) => known.split(" ").some((k) => names.includes(k)));
  return found ? Decimal.parse(found[0]) : null;
}

function unitsIn(unit: LocalText): Units {
  const own = { zh: ownNames(unit["zh-CN"]), en: ownNames(unit.en).map(singular) };
  // 「分」 are minutes or points: the other language tells. What it does not know does not decide.
  const ofZh = KINDS.filter((kind) => holding(kind, own.zh));
  const ofEn = KINDS.filter((kind) => holding(kind, own.en));
  const both = ofZh.filter((kind) => ofEn.includes(kind));
  const [kind] = both.length > 0 ? both : [...ofZh, ...ofEn];
  const size = (kind && (holding(kind, own.zh) ?? holding(kind, own.en))) ?? Decimal.one;
  const names = new Map<string, Decimal>();
  for (const [holds, known] of kind ?? []) for (const name of known.split(" ")) names.set(name, Decimal.parse(holds));
  for (const name of [...own.zh, ...own.en, ...ownNames(unit.en)]) names.set(name, size);
  for (const [name, holds] of [...names]) if (/[a-z]{2}$/.test(name)) names.set(`${name}s`, holds);
  return { own: size, names };
}

const known = new Map<string, Units>();
const MOST_KNOWN = 500;

/** The units in which an answer to a question about `unit` may be written. */
export function unitsOf(unit: LocalText): Units {
  const key = `${unit["zh-CN"]}\n${unit.en}`;
  const found = known.get(key);
  if (found) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = unitsIn(unit);
  known.set(key, made);
  return made;
}
