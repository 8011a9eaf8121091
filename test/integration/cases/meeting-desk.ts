import { and, eq, sql } from "drizzle-orm";
import { beforeAll } from "vitest";
import { chatCase, meetingCase, workItem } from "@db/schema";
import { editCase, makeCase } from "~/cases/actions.server";
import type { ActionValues } from "~/cases/action-rules";
import { addAction } from "~/cases/case-actions.server";
import { closeMeeting, openMeeting, saveAttendance } from "~/cases/meeting-actions.server";
import { newId } from "~/platform/ids";
import { MONDAY } from "@test/setup/database";
import { caseDesk } from "./desk";

export const DAY = 86_400_000;
const day = (n: number) => new Date(MONDAY.getTime() + n * DAY);
export const codes = (outcome: { ok: boolean; refusals?: { code: string }[] }) => outcome.refusals?.map(({ code }) => code) ?? [];
/** What was made; throws where it was refused. */
export function got<T>(outcome: { ok: true; value: T } | { ok: false; refusals: { code: string }[] }): T {
  if (!outcome.ok) throw new Error(outcome.refusals.map(({ code }) => code).join());
  return outcome.value;
}

/** A shop as `caseDesk` makes it, and what meetings there need. For a file's top level. */
export async function meetingDesk() {
  const desk = await caseDesk();
  const { owner, make, ids, team, reach, by, lostChat } = desk;
  /** A case of Ann's, worth so many yuan, of a product of its own so that it is like no other. */
  async function lost(yuan: number, product = newId(), better = "这款是头层牛皮，能用三年。今天拍吗？") {
    const lines = [
      { at: 0, who: "buyer" as const, text: `${product} 能便宜吗` },
      { at: 9000, who: "agent" as const, text: product.split("").reverse().join("") },
    ];
    const chat = await lostChat("ann", { worthFen: yuan * 100, products: [product], lines });
    const made = got(await makeCase(by("supervisor"), reach("supervisor"), { chatId: chat.id, source: "list", kind: "lost" }));
    const values = {
      kind: "lost" as const,
      title: product.slice(0, 50),
      reasons: ["price_objection"],
      worthFen: yuan * 100,
      marked: [1],
      better,
      why: "",
    };
    got(await editCase(by("supervisor"), reach("supervisor"), { caseId: made.caseId, revision: 0, values }));
    return made;
  }
  const state = async (id: string) => (await owner.select().from(chatCase).where(eq(chatCase.id, id)))[0]?.state;
  const agenda = (meetingId: string) =>
    owner.select().from(meetingCase).where(eq(meetingCase.meetingId, meetingId)).orderBy(meetingCase.position);
  const lead = (now = MONDAY) => [by("supervisor", now), reach("supervisor")] as const;
  const act = (meetingId: string, caseId: string, values: Partial<ActionValues> & Pick<ActionValues, "kind">, now = MONDAY) =>
    addAction(...lead(now), {
      meetingId,
      caseId,
      values: {
        ownerId: ids.manager,
        due: new Date(now.getTime() + 30 * DAY).toISOString().slice(0, 10),
        note: "",
        people: [],
        target: "",
        toldTo: "",
        ...values,
      },
    });
  const items = (kind: string, id: string) =>
    owner
      .select()
      .from(workItem)
      .where(and(eq(workItem.kind, kind), eq(workItem.subjectId, id)));

  /** Each test meets in a week of its own. */
  let weeks = 0;
  async function met(...cases: { caseId: string }[]) {
    const now = day(7 * ++weeks);
    // What earlier tests left open would be drawn too.
    await owner
      .update(chatCase)
      .set({ state: "dismissed" })
      .where(and(eq(chatCase.state, "open"), sql`${chatCase.id} <> all(${sql.param(cases.map(({ caseId }) => caseId))}::uuid[])`));
    const { meetingId } = got(await openMeeting(...lead(now), team.id));
    return { meetingId, now };
  }
  const hold = async (meetingId: string, now: Date) => {
    got(await saveAttendance(...lead(now), meetingId, { present: [ids.supervisor, ids.ann], remark: "按时开会" }));
    return got(await closeMeeting(...lead(now), meetingId));
  };

  beforeAll(async () => {
    await make.content("lesson", "from-price-to-value");
    await make.content("script", "hello");
  });
  return { ...desk, lost, state, agenda, lead, act, items, met, hold, nextWeek: () => day(7 * ++weeks) };
}
