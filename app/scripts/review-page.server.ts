import { and, desc, eq, sql } from "drizzle-orm";
import { scriptDraftVersion, type ScriptDraftBody } from "@db/schema";
import { versionById } from "~/curriculum/queries.server";
import type { HeldRole } from "~/people/permissions";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { openCounts, openItems } from "~/work/queries.server";
import type { Asked } from "./address";
import { type Change, changesBetween } from "./change-rules";
import { threadsOf } from "./comments.server";
import { lastVersion } from "./draft-page.server";
import type { Draft } from "./drafts.server";
import { checkBody } from "./lint.server";
import { productBeside } from "./product.server";
import { languageOf } from "./publish-rules";

export type Holder = { personId: string; roles: readonly HeldRole[] };

/** A script that waits for a decision. */
export type WaitingLine = { draftId: string; title: string; author: string; team: string | null; number: number; since: Date };
const MOST_WAITING = 200;

/** How many scripts wait for the holder. One statement. */
export async function waitingCount(reader: Reader, holder: Holder): Promise<number> {
  return (await openCounts(reader, holder)).find(({ kind }) => kind === "script")?.count ?? 0;
}

/** What waits for the holder, the oldest first. One statement. */
export async function waitingScripts(reader: Reader, holder: Holder): Promise<WaitingLine[]> {
  const items = await openItems(reader, holder, { kind: "script", limit: MOST_WAITING });
  return items.map(({ subjectId, personName, teamName, data, openedAt }) => ({
    draftId: subjectId,
    title: titleIn(data),
    author: personName ?? "",
    team: teamName,
    number: Number(data.number ?? 1),
    since: openedAt,
  }));
}

function titleIn({ title }: Record<string, unknown>): string {
  const text = (title as { en?: unknown } | null | undefined)?.en;
  return typeof text === "string" ? text : "";
}

/** The neighbours of a draft in what waits; what is decided already has the first as its next. */
export function neighbours(waiting: readonly WaitingLine[], draftId: string): { previous: string | null; next: string | null } {
  const at = waiting.findIndex((line) => line.draftId === draftId);
  const [before, after] = at < 0 ? [undefined, waiting[0]] : [waiting[at - 1], waiting[at + 1]];
  return { previous: before?.draftId ?? null, next: after?.draftId ?? null };
}

/** What a reviewer reads: the version that was handed in last, what the check says of it, what changed since when, what was said of it. */
export async function reviewPage(reader: Reader, draft: Draft, asked: Asked, by: Holder & { locale: Locale }) {
  const last = await lastVersion(reader, draft.id);
  if (!last) return null;
  const [bodies, beside, waiting, base] = await Promise.all([
    reader
      .select({ number: scriptDraftVersion.number, body: scriptDraftVersion.body })
      .from(scriptDraftVersion)
      .where(and(eq(scriptDraftVersion.draftId, draft.id), sql`${scriptDraftVersion.number} >= ${last.number - 1}`))
      .orderBy(desc(scriptDraftVersion.number)),
    productBeside(reader, asked, by),
    waitingScripts(reader, by),
    draft.baseVersionId ? versionById(reader, draft.baseVersionId, "script") : null,
  ]);
  const body = bodies[0]?.body ?? draft.body;
  const before = bodies[1]?.body ?? null;
  const wording = base?.body.variants.find(({ slug }) => slug === draft.variant);
  const original: ScriptDraftBody["text"] | null = wording ? wording.text : null;
  const [marked, threads] = await Promise.all([checkBody(reader, body, by.locale), threadsOf(reader, draft.id, body.text)]);
  const changes: { since: Change[] | null; library: Change[] | null } = {
    since: before && changesBetween(before, body),
    // What stands in one language only is compared in the one that its author writes, whoever reads it.
    library:
      wording && original ? changesBetween({ text: original, customer: pick(wording.customer, languageOf(body.customer)) }, body) : null,
  };
  return { draft, last, body, marked, threads, changes, beside, left: waiting.length, ...neighbours(waiting, draft.id) };
}
