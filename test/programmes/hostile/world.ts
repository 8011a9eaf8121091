import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import type { Database } from "@db/client";
import { bankCard, contentItem, contentVersion } from "@db/schema";
import type { Question } from "~/drill/types/question";
import { newId } from "~/platform/ids";
import { curriculumFactories } from "@test/factories/curriculum";
import { peopleFactories } from "@test/factories/people";
import { trainingFactories } from "@test/factories/training";

export type Asked = { itemId: string; versionId: string; body: Question };
/** Somebody with a bank, signed in twice. */
export type Seat = {
  personId: string;
  cookies: [string, string];
  /** Questions of their bank, of every type. */
  bank: Asked[];
  /** Questions that are not in it. */
  beyond: Asked[];
};
export type World = { seats: Seat[]; stranger: Seat; mint: Mint };

const PER_TYPE = 3;

/** `count` trainees with the same questions in their banks, and one more whose tickets the others try. */
export async function makeWorld(db: Database, dataDir: string, count: number): Promise<World> {
  const make = { ...peopleFactories(db), ...curriculumFactories(db), ...trainingFactories(db) };
  const questions = await questionsOf(db);
  const kinds = [...new Set(questions.map(({ body }) => body.type))];
  const bank = kinds.flatMap((kind) => questions.filter(({ body }) => body.type === kind).slice(0, PER_TYPE));
  const beyond = questions.filter((question) => !bank.includes(question)).slice(0, 20);
  const [plan] = await db
    .select({ id: contentItem.currentVersionId })
    .from(contentItem)
    .where(and(eq(contentItem.kind, "plan"), eq(contentItem.slug, "taobao-15-day")));
  if (!plan) throw new Error("the starter pack has no plan");

  const team = await make.team();
  const begun = new Date(Date.now() - 14 * 86_400_000);
  const seat = async (): Promise<Seat> => {
    const { id: personId } = await make.trainee(team.id);
    await make.enrolment({ personId, teamId: team.id, planVersionId: plan.id, startDate: begun.toISOString().slice(0, 10), at: begun });
    await db.insert(bankCard).values(bank.map(({ itemId }) => ({ personId, itemId, required: true, enteredAt: begun, dueAt: begun })));
    return { personId, cookies: [await make.signIn(personId), await make.signIn(personId)], bank, beyond };
  };
  const seats: Seat[] = [];
  while (seats.length < count) seats.push(await seat());
  return { seats, stranger: await seat(), mint: new Mint(dataDir) };
}

async function questionsOf(db: Database): Promise<Asked[]> {
  const rows = await db
    .select({ itemId: contentItem.id, versionId: contentVersion.id, body: contentVersion.body })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(eq(contentItem.kind, "question"))
    .orderBy(contentItem.slug);
  return rows.map((row) => ({ ...row, body: row.body as Question }));
}

/** Makes tickets as the server does, with its key (which is there once it has made one): the only way to hold one that is months old. */
export class Mint {
  private key: Buffer | null = null;

  constructor(private readonly dataDir: string) {}

  ticket(personId: string, { itemId, versionId }: Pick<Asked, "itemId" | "versionId">, agoMs: number): string {
    const issued = Date.now() - agoMs;
    return this.sealed(JSON.stringify([newId(issued), personId, itemId, versionId, issued, null]));
  }

  /** Any text under a right seal. */
  sealed(text: string, purpose = "drill-ticket"): string {
    const body = Buffer.from(text).toString("base64url");
    this.key ??= Buffer.from(readFileSync(join(this.dataDir, "keys", "instance.key"), "utf8").trim(), "hex");
    return `${body}.${createHmac("sha256", this.key).update(`${purpose}\0${body}`).digest("hex")}`;
  }
}

/** The attempt that a ticket is for. */
export function attemptOf(ticket: string): string {
  return fieldOf(ticket, 0);
}

/** The question that a ticket is for. */
export function itemOf(ticket: string): string {
  return fieldOf(ticket, 2);
}

function fieldOf(ticket: string, at: number): string {
  return (JSON.parse(Buffer.from(ticket.split(".")[0] ?? "", "base64url").toString()) as string[])[at] ?? "";
}
