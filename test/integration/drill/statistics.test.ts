import { asc, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import {
  attempt,
  attemptGrading,
  contentVersion,
  questionHealth,
  questionPick,
  questionRest,
  questionStat,
  questionTime,
} from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { countAnswers, countNext } from "~/drill/count.server";
import { TIME_BOUNDS } from "~/drill/statistics";
import { newId } from "~/platform/ids";
import { seededRandom } from "~/platform/seed";
import { freshDatabase } from "@test/setup/database";

const { db, owner, make } = await freshDatabase();
const random = seededRandom("statistics");
const int = (below: number) => Math.floor(random() * below);
const one = <T>(list: readonly T[]): T => list[int(list.length)] as T;
/** The database's own days: its clock decides what is settled. */
const DAY = 86_400_000;
const began = Date.now() - 20 * DAY;

type Attempt = typeof attempt.$inferSelect;
type Graded = typeof attemptGrading.$inferSelect;
type Version = { id: string; itemId: string; body: { type: string } };

const people: string[] = [];
const versions: Version[] = [];
let grader = "";

const given: Record<string, () => unknown> = {
  single_choice: () => ({ option: one(["a", "b"]) }),
  multiple_choice: () => ({ options: one([["a"], ["a", "b"], ["b", "c"]]) }),
  true_false: () => ({ truth: random() < 0.5, reason: one(["a", "b", null]) }),
  short_text: () => ({ text: one(["ten ", "TEN", "十", "eleven", "１１"]) }),
  fill_blanks: () => ({ blanks: { a: one(["ten", "nine"]), b: one(["x", "y"]) } }),
  free_reply: () => ({ text: "a reply" }),
};
const reasons = ["a", "b"].map((id) => ({ id, text: { "zh-CN": id, en: id }, correct: id === "a" }));
const accepted = { "zh-CN": ["十"], en: ["ten"] };

beforeAll(async () => {
  const options = [...reasons, { id: "c", text: { "zh-CN": "丙", en: "c" }, correct: false }];
  const point = { point: { "zh-CN": "好", en: "well" }, any_of: accepted };
  await make.content("question", "q-single");
  await make.content("question", "q-multiple", { type: "multiple_choice", options });
  await make.content("question", "q-judge", { type: "true_false", options: undefined, answer: true, reasons } as never);
  await make.content("question", "q-text", { type: "short_text", options: undefined, accepted } as never);
  const body = { "zh-CN": "[[a]] [[b]]", en: "[[a]] [[b]]" };
  const blanks = ["a", "b"].map((id) => ({ id, accepted }));
  await make.content("question", "q-blanks", { type: "fill_blanks", options: undefined, body, blanks } as never);
  const reply = { type: "free_reply", options: undefined, must_say: [point], model_answers: accepted };
  await make.content("question", "q-reply", reply as never);
  await make.content("question", "q-single", { explanation: { "zh-CN": "改", en: "changed" } });
  versions.push(...((await db.select().from(contentVersion).orderBy(asc(contentVersion.id))) as Version[]));
  grader = (await make.person({ name: "Gao" })).id;
  for (let i = 0; i < 12; i++) people.push((await make.person({ name: `P${i}` })).id);
});

/** An answer that the server stored at this instant; when it was given is another matter. */
function answer(version: Version, personId: string, storedAt: Date, more: Partial<Attempt> = {}): typeof attempt.$inferInsert {
  const right = random() < 0.6;
  return {
    ...{ personId, questionVersionId: version.id, context: one(["lesson", "drill"] as const), contextId: version.itemId, storedAt },
    ...{ answer: given[version.body.type]?.() ?? {}, correct: right, share: right ? "1" : one(["0", "0.333333333333"]) },
    ...{ answerMs: int(5) === 0 ? 0 : 200 + int(90_000), at: new Date(storedAt.getTime() - int(5 * DAY)) },
    undecided: version.body.type === "free_reply" && random() < 0.7,
    ...more,
  };
}

/** Some days of a shop: drills, lessons and sittings of five questions, with gradings and appeals that come later. */
async function aShop(days: number): Promise<void> {
  const at = () => new Date(began + int(days * DAY));
  const attempts = Array.from({ length: 400 }, () => answer(one(versions), one(people), at()));
  for (let i = 0; i < 25; i++) {
    const [contextId, storedAt, personId] = [newId(), at(), one(people)];
    const asked = versions.slice(int(2), 5 + int(3));
    attempts.push(...asked.map((version) => answer(version, personId, storedAt, { context: "sitting", contextId })));
  }
  const stored = await owner.insert(attempt).values(attempts).returning();
  const gradings = stored
    .filter((row) => (row.undecided ? random() < 0.8 : random() < 0.1))
    .flatMap((row) =>
      Array.from({ length: 1 + int(2) }, (_, i) => ({
        ...{ personId: row.personId, attemptId: row.id, number: i + 1, cause: "person" as const, gradedBy: grader, gradedAt: row.at },
        ...{ grade: 2, share: one(["0", "0.5", "1"]), correct: random() < 0.5 },
        storedAt: new Date(row.storedAt.getTime() + (i + 1) * int(3 * DAY)),
      })),
    )
    .filter((row) => row.storedAt.getTime() < Date.now() - DAY);
  if (gradings.length > 0) await owner.insert(attemptGrading).values(gradings);
}

/** The same figures out of the raw rows, one after the other, without SQL. */
async function fromRaw(): Promise<Record<string, unknown>> {
  const attempts: Attempt[] = await db.select().from(attempt);
  const gradings: Graded[] = await db.select().from(attemptGrading).orderBy(asc(attemptGrading.number));
  const graded = new Map(gradings.map((g) => [`${g.personId} ${g.attemptId}`, g]));
  const byId = new Map(versions.map((v) => [v.id, v]));
  const counted: Record<string, number> = {};
  const add = (key: string, n: number) => (counted[key] = (counted[key] ?? 0) + n);
  const met = new Set<string>();
  const sittings = new Map<string, { version: string; x: number; share: number; waits: boolean }[]>();
  const order = attempts.toSorted((a, b) => a.storedAt.getTime() - b.storedAt.getTime() || (a.id < b.id ? -1 : 1));
  for (const row of order) {
    const version = byId.get(row.questionVersionId);
    if (!version) throw new Error("no version");
    const grading = graded.get(`${row.personId} ${row.id}`);
    const { correct, share } = grading ?? row;
    const waits = row.undecided && !grading;
    const meeting = `${row.personId} ${version.itemId}`;
    const where = `${version.id} ${row.context} ${!met.has(meeting)}`;
    met.add(meeting);
    if (row.context === "sitting")
      sittings.set(row.contextId, [
        ...(sittings.get(row.contextId) ?? []),
        { version: version.id, x: Number(correct), share: Number(share), waits },
      ]);
    add(`${where} n`, waits ? 0 : 1);
    add(`${where} waiting`, waits ? 1 : 0);
    if (waits) continue;
    add(`${where} correct`, correct ? 1 : 0);
    add(`${where} shares`, Math.round(10_000 * Number(share)));
    if (correct && row.answerMs > 0) add(`${where} step ${TIME_BOUNDS.filter((bound) => bound <= row.answerMs).length}`, 1);
    const a = row.answer as Record<string, unknown>;
    const text = (value: unknown) => String(value).trim().normalize("NFKC").toLowerCase();
    const { type } = version.body;
    if (type === "single_choice") add(`${where} pick ${String(a.option)}`, 1);
    if (type === "multiple_choice") for (const id of a.options as string[]) add(`${where} pick ${id}`, 1);
    if (type === "true_false") for (const said of [a.truth, a.reason]) if (said !== null) add(`${where} pick ${String(said)}`, 1);
    if (type === "short_text" && !correct) add(`${where} pick ${text(a.text)}`, 1);
    if (type === "fill_blanks" && !correct)
      for (const [id, w] of Object.entries(a.blanks as object)) add(`${where} pick ${id} ${text(w)}`, 1);
  }
  for (const rows of sittings.values()) {
    if (rows.some((row) => row.waits) || rows.length < 4) continue;
    const total = rows.reduce((sum, row) => sum + row.share, 0);
    for (const { version, x, share } of rows) {
      const y = Math.round((10_000 * (total - share)) / (rows.length - 1));
      for (const [name, value] of Object.entries({ n: 1, x, y, yy: y * y, xy: x * y })) add(`${version} rest ${name}`, value);
    }
  }
  return Object.fromEntries(Object.entries(counted).filter(([, n]) => n !== 0));
}

/** What was counted, in the same form. */
async function asCounted(): Promise<Record<string, unknown>> {
  const counted: [string, number][] = [];
  const where = (row: { versionId: string; context: string; first: boolean }) => `${row.versionId} ${row.context} ${row.first}`;
  for (const row of await db.select().from(questionStat))
    for (const name of ["n", "waiting", "correct", "shares"] as const) counted.push([`${where(row)} ${name}`, row[name]]);
  for (const row of await db.select().from(questionTime)) counted.push([`${where(row)} step ${row.step}`, row.n]);
  for (const row of await db.select().from(questionPick)) counted.push([`${where(row)} pick ${row.pick}`, row.n]);
  for (const row of await db.select().from(questionRest))
    for (const name of ["n", "x", "y", "yy", "xy"] as const) counted.push([`${row.versionId} rest ${name}`, row[name]]);
  return Object.fromEntries(counted.filter(([, n]) => n !== 0));
}

const forget = () =>
  owner.execute(sql`truncate statistics_mark, question_stat, question_time, question_pick, question_rest, question_health`);
class Killed extends Error {}
/** One step of counting that is cut off before it is done. */
const killed = (step: (tx: Tx) => Promise<unknown>) =>
  db
    .transaction(async (tx) => {
      await step(tx);
      throw new Killed("killed");
    })
    .catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });

describe("the counts of questions", () => {
  it("are what the raw rows make, counted in small steps, with kills between and within, and in one go", async () => {
    await aShop(18);
    let steps = 0;
    for (let more = true; more && steps < 1000; steps++) {
      if (steps % 3 === 0) await killed((tx) => countNext(tx, { atOnce: 9, settledMs: 60_000 }));
      more = await db.transaction((tx) => countNext(tx, { atOnce: 9, settledMs: 60_000 }));
    }
    expect(steps).toBeGreaterThan(20);
    const raw = await fromRaw();
    expect(Object.keys(raw).length).toBeGreaterThan(300);
    expect(await asCounted()).toEqual(raw);
    const health = await db.select().from(questionHealth).orderBy(asc(questionHealth.itemId));
    expect(health.map((row) => row.answers).every((n) => n > 10)).toBe(true);

    await forget();
    await countAnswers(db);
    expect(await asCounted()).toEqual(raw);
    expect(await db.select().from(questionHealth).orderBy(asc(questionHealth.itemId))).toEqual(health);
  });

  it("take in what arrives late by when it arrived, and nothing twice", async () => {
    const before = await asCounted();
    await countAnswers(db);
    expect(await asCounted()).toEqual(before);
    const [version] = versions;
    if (!version) throw new Error("no version");
    // Given twenty days ago without a connection, stored an hour ago.
    await owner.execute(sql`update statistics_mark set counted_to = now() - interval '2 hours'`);
    await owner.insert(attempt).values(answer(version, one(people), new Date(Date.now() - 3_600_000), { at: new Date(began) }));
    await countAnswers(db);
    expect(await asCounted()).toEqual(await fromRaw());
  });

  it("wait for what another transaction may still store, and for the minute", async () => {
    const before = await asCounted();
    const [version] = versions;
    if (!version) throw new Error("no version");
    await owner.insert(attempt).values({ ...answer(version, one(people), new Date()), storedAt: undefined });
    await countAnswers(db);
    expect(await asCounted()).toEqual(before);
    // Without the minute: an answer that an open transaction will store has the time of its beginning, and must not be passed over.
    const count = () => db.transaction((tx) => countNext(tx, { atOnce: 1000, settledMs: 0 }));
    await db.transaction(async (open) => {
      await open.insert(attempt).values({ ...answer(version, one(people), new Date()), storedAt: undefined });
      await owner.insert(attempt).values({ ...answer(version, one(people), new Date()), storedAt: undefined });
      await count();
      expect(await asCounted()).not.toEqual(await fromRaw());
    });
    await count();
    expect(await asCounted()).toEqual(await fromRaw());
  });

  it("of two counters at once are kept by one", async () => {
    await owner.execute(sql`update attempt set stored_at = now() - interval '3 minutes' where stored_at > now() - interval '3 minutes'`);
    await forget();
    await Promise.all([countAnswers(db), countAnswers(db), countAnswers(db)]);
    await countAnswers(db);
    expect(await asCounted()).toEqual(await fromRaw());
  });
});
