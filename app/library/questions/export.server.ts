import { currentVersions } from "~/curriculum/queries.server";
import { isQuestionKind } from "~/drill/question-cells";
import type { Question, QuestionKind } from "~/drill/types/question";
import { csvFile } from "~/people/csv";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { audit, type WriteContext } from "~/platform/write.server";
import { columnMessages } from "../messages.columns";
import { headingOf } from "./columns";
import { namesIn } from "./names.server";
import { oneTable, type Table, tablesByType, templateOf } from "./tables";
import { workbook } from "./workbook.server";

/** What is exported: questions in force of a topic, a pack, a type; null: of all. */
export type Wanted = { topic: string | null; pack: string | null; type: QuestionKind | null };

export const sheetFormats = ["xlsx", "csv"] as const;
export type SheetFormat = (typeof sheetFormats)[number];

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

const mime: Record<SheetFormat, string> = {
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

/** The questions that are asked for as a file, noted in the audit: it holds their keys. */
export async function exportQuestions(
  ctx: WriteContext,
  wanted: Wanted,
  format: SheetFormat,
  locale: Locale,
  day: string,
): Promise<Response> {
  const { questions } = await questionsWanted(ctx.db, wanted);
  const names = await namesIn(ctx.db);
  const name = `questions-${wanted.type ?? wanted.topic ?? wanted.pack ?? "all"}-${day}.${format}`.replaceAll("_", "-");
  const all = translate(columnMessages, locale)("sheet.all");
  const body =
    format === "csv"
      ? csvOf(oneTable(questions, names, locale, all), locale)
      : await workbook(
          questions.length > 0 ? tablesByType(questions, names, locale) : [templateOf("single_choice", names, locale)],
          names,
          locale,
        );
  await ctx.db.transaction((tx) =>
    audit(tx, ctx, {
      action: "curriculum.questions_exported",
      subject: { type: "question", id: wanted.type ?? wanted.topic ?? wanted.pack ?? "all" },
      after: { format, count: questions.length, ...wanted },
    }),
  );
  return download(body, name, mime[format]);
}

/** The empty sheet of a type, with an example and how its columns are filled in. */
export async function templateFile(reader: Reader, type: QuestionKind, format: SheetFormat, locale: Locale): Promise<Response> {
  const names = await namesIn(reader);
  const table = templateOf(type, names, locale);
  const body = format === "csv" ? csvOf(table, locale) : await workbook([table], names, locale);
  return download(body, `template-${type.replaceAll("_", "-")}.${format}`, mime[format]);
}
