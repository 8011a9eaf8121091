import { COMMON_SURNAMES, COMPOUND_SURNAMES, GIVEN, ONLY_GIVEN } from "~/chats/mask-name-lists";
import { chance } from "./learn";
import { LISTS, RARE_NAMES, TITLES, TRANSCRIBED_NAMES, WAYS } from "./said";

/** Lines that are made to learn names from: what is said around a name, with names that nobody bears. The same lines every time. */

export type Spec = { text: string; names: { from: number; to: number }[]; agent?: string | undefined };
export type Making = {
  next: () => number;
  pick: <T>(list: readonly T[]) => T;
  name: () => string;
  line: (clauses: readonly string[]) => Spec;
  varied: (spec: Spec) => Spec | null;
};

const SURNAMES = [...COMMON_SURNAMES];
const COMPOUND = COMPOUND_SURNAMES.split("|");
const ORDINARY_GIVEN = [...GIVEN].filter((one) => !"妹弟哥姐仔囡老小大少阿".includes(one));
const SURE_GIVEN = [...ONLY_GIVEN];
const TITLED = /[总工姐哥姨叔伯婶嫂师]$|先生|女士|老师|同学|阿姨|师傅|经理|主任|会计|小姐|太太|医生/u;
/** So long is what stands for an address or a number. */
const mark = (words: string) => words.replace(/[①②③④]/gu, (one) => one.repeat(one === "②" ? 14 : 11));

/** What makes lines, by a seed. */
export function makingOf(seed: number): Making {
  const next = chance(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length) % list.length] as T;
  const surname = () => (next() < 0.03 ? pick(COMPOUND) : (SURNAMES[Math.floor(next() ** 2 * SURNAMES.length)] ?? "王"));
  const given = () => pick(next() < 0.6 ? SURE_GIVEN : ORDINARY_GIVEN);
  const doubled = () => given().repeat(2);
  const called = () => {
    const before = pick(["小", "小", "老", "阿", "大"]);
    return before + (before === "老" || next() < 0.4 ? surname() : given());
  };
  const KINDS: readonly (readonly [number, () => string])[] = [
    [0.36, () => surname() + given() + given()],
    [0.14, () => surname() + given()],
    [0.03, () => pick(COMPOUND) + given() + (next() < 0.6 ? given() : "")],
    [0.07, () => given() + given()],
    [0.06, doubled],
    [0.03, () => surname() + doubled()],
    [0.1, called],
    [0.02, () => (next() < 0.5 ? called() : given() + given()) + pick(["姐", "哥", "总", "老师", "同学", "师傅"])],
    [0.03, () => pick(TRANSCRIBED_NAMES) + (next() < 0.5 ? pick(TRANSCRIBED_NAMES) : "")],
    [0.07, () => surname() + pick(TITLES)],
    [0.02, () => surname() + given() + pick(["女士", "先生", "老师", "同学", "小姐"])],
    [0.07, () => pick(RARE_NAMES)],
  ];
  const name = () => {
    let left = next();
    for (const [share, make] of KINDS) if ((left -= share) < 0) return make();
    return surname() + given() + given();
  };
  /** Another name that is made like this one. */
  const like = (one: string): string | null => {
    if (!/^[\u4e00-\u9fff]{2,4}$/u.test(one)) return null;
    const letters = [...one];
    if ("小老阿大".includes(letters[0] ?? "")) return (letters[0] ?? "") + (next() < 0.4 ? surname() : given());
    if (letters.length === 2 && letters[0] === letters[1]) return doubled();
    const family = COMPOUND.includes(one.slice(0, 2)) ? 2 : COMMON_SURNAMES.has(letters[0] ?? "") ? 1 : 0;
    if (family === 0) return letters.length === 2 ? given() + given() : null;
    if (TITLED.test(one)) return surname() + one.slice(family);
    const count = letters.length - family;
    if (count < 1 || count > 2) return null;
    return surname() + given() + (next() < 0.15 ? "" : count === 2 ? given() : "");
  };
  const line = (clauses: readonly string[]): Spec => {
    const names: Spec["names"] = [];
    let text = next() < 0.25 ? pick(clauses) + pick(["，", "，", " ", "。", "！"]) : "";
    const put = (one: string) => {
      names.push({ from: text.length, to: text.length + one.length });
      text += one;
    };
    if (next() < 0.15)
      for (const letter of pick(LISTS)) {
        if (letter === "♦") put(name());
        else text += mark(letter);
      }
    else {
      const way = pick(WAYS.flatMap((one) => Array.from({ length: one.times }, () => one)));
      text += mark(pick(way.before));
      put(name());
      text += mark(pick(way.behind));
    }
    if (next() < 0.35) text += pick(["，", "，", " ", "。"]) + pick(clauses);
    return { text, names };
  };
  const varied = (spec: Spec): Spec | null => {
    const [names, known]: [Spec["names"], Map<string, string>] = [[], new Map()];
    let [text, at, isOther] = ["", 0, false];
    for (const { from, to } of [...spec.names].sort((a, b) => a.from - b.from)) {
      const words = spec.text.slice(from, to);
      const other = known.get(words) ?? like(words) ?? words;
      isOther ||= other !== words;
      known.set(words, other);
      text += spec.text.slice(at, from);
      names.push({ from: text.length, to: text.length + other.length });
      text += other;
      at = to;
    }
    return isOther ? { text: text + spec.text.slice(at), names } : null;
  };
  return { next, pick, name, line, varied };
}
