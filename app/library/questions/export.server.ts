import { currentVersions } from "~/curriculum/queries.server";
import { abroad, isQuestionKind } from "~/drill/question-cells";
import type { LostAbroad, NotAbroad } from "~/drill/types/exchange";
import type { Question, QuestionKind } from "~/drill/types/question";
import { csvFile } from "~/people/csv";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { audit, type WriteContext } from "~/platform/write.server";
import { headingOf } from "./columns";
import { fitsGift, giftOf, type Leaving } from "./gift.server";
import { moodleXmlOf } from "./moodle-write";
import { namesIn } from "./names.server";
import { oneTable, type Table, tablesByType, templateOf } from "./tables";
import { nameOf, type Names } from "./words";
import { workbook } from "./workbook.server";

/** What is exported: questions in force of a topic, a pack, a type; null: of all. */
export type Wanted = { topic: string | null; pack: string | null; type: QuestionKind | null };

export const sheetFormats = ["xlsx", "csv"] as const;
type SheetFormat = (typeof sheetFormats)[number];
/** Formats of other systems, in which a file has one language. */
export const foreignFormats = ["gift", "xml"] as const;
type ForeignFormat = (typeof foreignFormats)[number];
export type Format = SheetFormat | ForeignFormat;

const SLUG = /^[a-z0-9-]{1,100}$/;

/** What an address or a form asks for; whatever else stands there counts as nothing. */
export function wantedIn(query: { get(name: string): unknown }): Wanted {
  const slug = (value: unknown) => (typeof value === "string" && SLUG.test(value) ? value : null);
  const type = query.get("type");
  return { topic: slug(query.get("topic")), pack: slug(query.get("pack")), type: isQuestionKind(type) ? type : null };
}

/** The questions that are asked for, and how many more would be that are made from products and follow them. */
export async function questionsWanted(reader: Reader, wanted: Wanted): Promise<{ questions: Question[]; made: number }> {
  const found = (await currentVersions(reader, "question")).filter(
    ({ pack, body }) =>
      (!wanted.topic || body.topic === wanted.topic) &&
      (!wanted.pack || pack === wanted.pack) &&
      (!wanted.type || body.type === wanted.type),
  );
  const questions = found.flatMap(({ body }) => (body.made_from ? [] : [body]));
  return { questions, made: found.length - questions.length };
}

/** Why a question stays here, or what of it does. */
export type LeftOut = NotAbroad | LostAbroad | "units" | "several_blanks";
type Leaves = { leaving: Leaving[]; staying: { type: QuestionKind; why: LeftOut }[]; lessened: { type: QuestionKind; why: LeftOut }[] };

/** Questions in one language for other systems: those that go, those that have no equal there, and what others lose on the way. */
export function leaves(questions: readonly Question[], format: ForeignFormat, locale: Locale, names: Names): Leaves {
  const found: Leaves = { leaving: [], staying: [], lessened: [] };
  for (const question of questions) {
    const { type, slug } = question;
    const way = abroad(question, locale);
    if ("reason" in way) {
      found.staying.push({ type, why: way.reason });
      continue;
    }
    const category = [nameOf(names.topic, question.topic, locale), nameOf(names.lesson, question.lesson, locale)];
    const leaving = {
      slug,
      category: category.map((name) => name.replaceAll("/", "//")).join("/"),
      stem: question.stem[locale],
      explanation: question.explanation[locale],
      answer: way.answer,
    };
    if (format === "gift" && !fitsGift(leaving)) {
      found.staying.push({ type, why: "several_blanks" });
      continue;
    }
    found.leaving.push(leaving);
    const why = way.lost ?? (format === "gift" && way.answer.kind === "number" ? "units" : null);
    if (why) found.lessened.push({ type, why });
  }
  found.leaving.sort((a, b) => (a.category < b.category ? -1 : a.category > b.category ? 1 : 0));
  return found;
}

/** How many questions of which type stay, or go with less, and why. */
export function byReason(list: Leaves["staying"]): { type: QuestionKind; why: LeftOut; count: number }[] {
  const counts = new Map<string, { type: QuestionKind; why: LeftOut; count: number }>();
  for (const one of list) {
    const key = `${one.type} ${one.why}`;
    counts.set(key, { ...one, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

const mime: Record<Format, string> = {
  gift: "text/plain; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};

/** A file to be kept: never shown in the browser, never cached. */
function download(body: string | Buffer, name: string, type: string): Response {
  return new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"`, "Cache-Control": "no-store" },
  });
}

function csvOf({ keys, rows }: Table, locale: Locale): string {
  return csvFile([keys.map((key) => headingOf(key, locale)), ...rows.map((cells) => keys.map((key) => cells[key] ?? ""))]);
}

/** What is asked of an export: `language` of the questions in formats that hold one, `locale` of the reader. */
export type Asked = { wanted: Wanted; format: Format; language: Locale; locale: Locale; day: string };

/** The questions that are asked for as a file, noted in the audit: it holds their keys. */
export async function exportQuestions(ctx: WriteContext, { wanted, format, language, locale, day }: Asked): Promise<Response> {
  const { questions } = await questionsWanted(ctx.db, wanted);
  const names = await namesIn(ctx.db);
  const of = wanted.type ?? wanted.topic ?? wanted.pack ?? "all";
  const name = `questions-${of}-${day}${format === "gift" ? ".gift.txt" : `.${format}`}`.replaceAll("_", "-");
  const { body, count } = await made();
  await ctx.db.transaction((tx) =>
    audit(tx, ctx, { action: "curriculum.questions_exported", subject: { type: "question", id: of }, after: { format, count, ...wanted } }),
  );
  return download(body, name, mime[format]);

  async function made(): Promise<{ body: string | Buffer; count: number }> {
    const count = questions.length;
    if (format === "csv") return { body: csvOf(oneTable(questions, names, locale), locale), count };
    if (format === "xlsx") {
      const tables = count > 0 ? tablesByType(questions, names, locale) : [templateOf("single_choice", names, locale)];
      return { body: await workbook(tables, names, locale), count };
    }
    const { leaving } = leaves(questions, format, language, names);
    return { body: format === "gift" ? giftOf(leaving) : moodleXmlOf(leaving), count: leaving.length };
  }
}

/** The empty sheet of a type, with an example and how its columns are filled in. */
export async function templateFile(reader: Reader, type: QuestionKind, format: SheetFormat, locale: Locale): Promise<Response> {
  const names = await namesIn(reader);
  const table = templateOf(type, names, locale);
  const body = format === "csv" ? csvOf(table, locale) : await workbook([table], names, locale);
  return download(body, `template-${type.replaceAll("_", "-")}.${format}`, mime[format]);
}
