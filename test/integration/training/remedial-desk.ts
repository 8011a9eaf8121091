import { and, asc, eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach, expect } from "vitest";
import { audit, bankCard, remedialPerson, remedialQuestion, workItem } from "@db/schema";
import { planGo } from "~/drill/session.server";
import type { Actor } from "~/people/actor";
import { addDays, plainDateIn } from "~/platform/dates";
import type { Outcome } from "~/platform/write.server";
import { answerDrills } from "~/training/bank.server";
import { assignRemedial } from "~/training/remedial.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase, MONDAY } from "@test/setup/database";

/** A supervisor with an agent and four questions, and what the tests of remedial drills do with them. A new team for each test. */

export const { db, owner, ownerSql, appSql, ctx, make } = await freshDatabase();
export const minutes = (n: number) => new Date(MONDAY.getTime() + n * 60_000);
export const days = (n: number) => minutes(n * 24 * 60);
export const codes = (outcome: Outcome<unknown>) => (outcome.ok ? "ok" : outcome.refusals.map((r) => r.code).join());
export const TODAY = plainDateIn("Asia/Shanghai", MONDAY);
export const DUE = addDays(TODAY, 3);
export const RIGHT = { option: "a" };
export const WRONG = { option: "b" };
export const HALF = { text: "亲，我们支持七天无理由退换，请您放心收货。" };

export const items: Record<string, string> = {};
export let teamId = "";
export let agent = "";
export let lead: Pick<Actor, "personId" | "roles">;

beforeAll(async () => {
  await make.content("topic", "topic");
  await make.content("lesson", "dispatch");
  for (const slug of ["when-sent", "when-there", "when-late"])
    items[slug] = (await make.content("question", slug, { lesson: "dispatch" })).itemId;
  items.written = (
    await make.content("question", "written", {
      lesson: "dispatch",
      type: "free_reply",
      options: undefined,
      must_say: [
        { point: both("seven days"), any_of: { "zh-CN": ["七天无理由"], en: ["seven days"] } },
        { point: both("freight"), any_of: { "zh-CN": ["运费由我们承担"], en: ["we pay the freight"] } },
      ],
      model_answers: { "zh-CN": ["亲，支持七天无理由，运费由我们承担。"], en: ["You have seven days, and we pay the freight."] },
    } as object)
  ).itemId;
});

beforeEach(async () => {
  teamId = (await make.team()).id;
  agent = (await make.trainee(teamId, { state: "active" })).id;
  lead = { personId: (await make.supervisor(teamId)).id, roles: [{ role: "supervisor", teamId }] };
});

export const idsOf = (...slugs: string[]) => slugs.map((slug) => items[slug] ?? "");
export const input = (more: { items?: string[]; people?: string[]; due?: string } = {}) => ({
  ...{ title: both("when it arrives"), reason: "Promised a day of arrival", cause: { type: "person" as const } },
  ...{ items: idsOf("when-sent", "when-there"), people: [agent], due: DUE, ...more },
});
export async function assigned(more: Parameters<typeof input>[0] = {}, at = MONDAY, by = lead): Promise<string> {
  const outcome = await assignRemedial(ctx(at, by.personId), by, input(more));
  if (!outcome.ok) throw new Error(codes(outcome));
  return outcome.value.remedialId;
}

/** Ask somebody these questions at `at`: their tickets. */
export async function tickets(slugs: string[], at: Date, who = agent): Promise<Map<string, string>> {
  const more = { road: null, dayBegan: MONDAY, held: new Set<string>(), count: 40, locale: "zh-CN" as const };
  const { questions } = await planGo(db, { personId: who, now: at, only: { by: "set", items: new Set(idsOf(...slugs)) }, ...more });
  return new Map(questions.map(({ itemId, ticket }) => [itemId, ticket]));
}
export const send = (ticket: string, answer: unknown, at: Date, more: { ms?: number; after?: number; who?: string } = {}) =>
  answerDrills(ctx(at, more.who ?? agent), more.who ?? agent, [{ ticket, answer, ms: more.ms ?? 4000, after: more.after }], {
    ...{ held: new Set<string>(), want: 0, locale: "zh-CN" as const, line: null },
  });
/** Answer one question at `at`, asked half a minute before. */
export async function answer(slug: string, given: unknown, at: Date, more: { ms?: number; after?: number; who?: string } = {}) {
  const asked = await tickets([slug], new Date(at.getTime() - 30_000), more.who);
  const { results } = await send(asked.get(items[slug] ?? "") ?? "", given, at, more);
  expect(results[0]).toMatchObject({ ok: true });
}
export const part = async (remedialId: string, who = agent) => {
  const [row] = await db
    .select()
    .from(remedialPerson)
    .where(and(eq(remedialPerson.remedialId, remedialId), eq(remedialPerson.personId, who)));
  if (!row) throw new Error("nothing was assigned to them");
  return row;
};
export const questions = async (remedialId: string, who = agent) => {
  const { id } = await part(remedialId, who);
  const rows = await db.select().from(remedialQuestion).where(eq(remedialQuestion.remedialPersonId, id));
  return new Map(rows.map((row) => [row.itemId, row]));
};
export const marks = async (who = agent) => {
  const rows = await db.select().from(bankCard).where(eq(bankCard.personId, who));
  return rows.filter(({ mending }) => mending).map(({ itemId }) => itemId);
};
export const actions = async (remedialId: string) =>
  (await db.select().from(audit).where(eq(audit.subjectId, remedialId)).orderBy(asc(audit.id))).map((row) => row.action);
export const overdue = () =>
  db
    .select()
    .from(workItem)
    .where(and(eq(workItem.kind, "remedial_overdue"), isNull(workItem.closedAt), eq(workItem.personId, agent)));
