import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { itemSchemas } from "~/curriculum/pack";
import type { ProhibitedTerm, QuestionKind, QuestionOf } from "~/drill/types/question";

const PACK = join(import.meta.dirname, "../../../../content/taobao-cs");

function itemsIn(folder: string): unknown[] {
  const files = readdirSync(join(PACK, folder)).filter((file) => file.endsWith(".yaml"));
  return files.flatMap((file) => parse(readFileSync(join(PACK, folder, file), "utf8")) as unknown[]);
}

/** The questions of one type in the shop's own pack. */
export function shopQuestions<K extends QuestionKind>(type: K): QuestionOf<K>[] {
  const bodies = itemsIn("questions").filter((item) => (item as { type?: unknown }).type === type);
  return bodies.map((item) => itemSchemas.question.parse(item) as QuestionOf<K>);
}

/** The prohibited terms of the shop's own pack. */
export function shopTerms(): ProhibitedTerm[] {
  return itemsIn("terms").map((item) => itemSchemas.term.parse(item));
}
