import type { Actor } from "~/people/actor";
import { findTeamsOf } from "~/people/guard.server";
import { may } from "~/people/permissions";
import {
  addToRemedialIn,
  assignRemedialIn,
  cancelRemedialIn,
  extendRemedialIn,
  type NewRemedial,
  openPeopleOf,
} from "~/drill/remedial.server";
import type { Reader, Tx } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";

type Who = Pick<Actor, "personId" | "roles">;

/** Whether all of these people are in somebody's reach: of their teams, and none of them themself. */
async function mayAssignTo(reader: Reader, actor: Who, people: readonly string[], now: Date): Promise<boolean> {
  const found = await findTeamsOf(reader, people, now);
  return found.length === new Set(people).size && found.every((one) => may("remedial:assign", actor, one));
}

/** Assign a set of questions to people of one's own teams. */
export function assignRemedial(ctx: WriteContext, actor: Who, input: NewRemedial): Promise<Outcome<{ remedialId: string }>> {
  return write(ctx, async (tx) => {
    if (!(await mayAssignTo(tx, actor, input.people, ctx.now))) return refuse("people_out_of_reach", { field: "people" });
    return assignRemedialIn(tx, ctx, input);
  });
}

/** Give it to more people of one's own teams. */
export function addToRemedial(ctx: WriteContext, actor: Who, input: { remedialId: string; people: string[] }): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    if (!(await mayAssignTo(tx, actor, input.people, ctx.now))) return refuse("people_out_of_reach", { field: "people" });
    return addToRemedialIn(tx, ctx, input);
  });
}

/** Give more time. It holds for everybody who is not done, so all of them have to be in reach. */
export function extendRemedial(ctx: WriteContext, actor: Who, input: { remedialId: string; due: PlainDate }): Promise<Outcome<null>> {
  return write(ctx, async (tx) => (await reaches(tx, ctx, actor, input.remedialId)) ?? extendRemedialIn(tx, ctx, input));
}

/** Cancel it, with a reason, for everybody who is not done. */
export function cancelRemedial(ctx: WriteContext, actor: Who, input: { remedialId: string; reason: string }): Promise<Outcome<null>> {
  return write(ctx, async (tx) => (await reaches(tx, ctx, actor, input.remedialId)) ?? cancelRemedialIn(tx, ctx, input));
}

async function reaches(tx: Tx, ctx: WriteContext, actor: Who, remedialId: string): Promise<Outcome<null> | null> {
  const open = await openPeopleOf(tx, remedialId);
  return (await mayAssignTo(tx, actor, open, ctx.now)) ? null : refuse("others_too");
}
