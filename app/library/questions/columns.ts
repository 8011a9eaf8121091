import { type CellKey, type Column, isTextColumn, type PlainColumn, plainColumns, type TextColumn, textColumns } from "~/drill/types/cells";
import { type Locale, locales } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { plainHeading } from "~/platform/spreadsheet";
import { columnMessages } from "../messages.columns";

/** How the columns of a sheet of questions are called, and which column a heading means. */

/** The word for a column in the messages: options and products share theirs, with a letter. */
function wordOf(column: Column): { word: string; letter: string } {
  const [, group = "", letter = ""] = /^(option|product)_([a-h])$/.exec(column) ?? [];
  return group ? { word: group, letter: letter.toUpperCase() } : { word: column, letter: "" };
}

/** The name of a column, whatever the language of what stands in it. */
function columnName(column: Column, locale: Locale): string {
  const { word, letter } = wordOf(column);
  const name = (translate(columnMessages, locale) as (key: string) => string)(`column.${word}`);
  return letter ? `${name} ${letter}` : name;
}

/** The heading of a column: "题干（英文）", "Option A (Chinese)". */
export function headingOf(key: CellKey, locale: Locale): string {
  const { column, side } = partsOf(key);
  const name = columnName(column, locale);
  if (!side) return name;
  const language = translate(columnMessages, locale)(`side.${side}`);
  return locale === "en" ? `${name} (${language})` : `${name}（${language}）`;
}

/** How a column is filled in. */
export function howTo(column: Column, locale: Locale): string {
  return (translate(columnMessages, locale) as (key: string) => string)(`how.${wordOf(column).word}`);
}

/** A cell's column, and the language of what stands in it where it has one. */
export function partsOf(key: CellKey): { column: Column; side: Locale | null } {
  const [column, side] = key.split(".") as [Column, Locale | undefined];
  return { column, side: side ?? null };
}

/** What else people call the columns, as `plain` leaves it. */
const spellings: Partial<Record<Column, string>> = {
  slug: "题目编号 题号 slug questionid",
  type: "题型 题目类型 questiontype",
  topic: "知识点 分类 category",
  lesson: "课 课时 所属课程",
  stem: "题目 问题 题面 stem questiontext",
  explanation: "答案解析 讲解 说明 解释 feedback rationale",
  difficulty: "难易度 难度等级 level",
  critical: "关键题 iscritical",
  required: "必会题 必须会 isrequired",
  target_seconds: "目标时间 秒数 seconds",
  quality: "四项素质 能力",
  answer: "答案 标准答案 参考答案 correctanswer rightanswer correct",
  reason: "正确的理由 rightreason",
  tolerance: "误差",
  accepted: "可接受的答案 答案列表 acceptedanswer",
  products: "商品 商品编码 product",
  why: "为什么错 错误原因 whywrong",
};

/** Compared without case, width, blanks and brackets; what stands in brackets counts. */
function plain(heading: string): string {
  return plainHeading(heading.normalize("NFKC").replace(/[()[\]【】]/g, ""));
}

const sides: Record<Locale, RegExp> = { "zh-CN": /(?:简体中文|中文|汉语|chinese|zhcn|zh|cn)$/, en: /(?:英文|英语|english|en)$/ };

/** By plain name: the column, and the language whose word it is. */
const named = new Map<string, { column: Column; locale: Locale }>(
  ([...plainColumns, ...textColumns] as Column[]).flatMap((column) => [
    ...locales.map((locale) => [plain(columnName(column, locale)), { column, locale }] as const),
    ...(spellings[column]?.split(" ") ?? []).map(
      (word) => [word, { column, locale: /^[a-z]/.test(word) ? ("en" as const) : ("zh-CN" as const) }] as const,
    ),
  ]),
);

/** The column that a heading means; null: none. Without a word for the language, that of the heading itself. */
export function keyOfHeading(heading: string): CellKey | null {
  const whole = plain(heading);
  const asIs = named.get(whole);
  for (const side of asIs ? [] : locales) {
    const found = sides[side].test(whole) ? named.get(whole.replace(sides[side], "")) : undefined;
    if (found && isTextColumn(found.column)) return `${found.column satisfies TextColumn}.${side}`;
  }
  if (!asIs) return null;
  return isTextColumn(asIs.column) ? `${asIs.column}.${asIs.locale}` : (asIs.column satisfies PlainColumn);
}
