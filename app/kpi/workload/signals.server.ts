import { and, eq, gt } from "drizzle-orm";
import { workItem } from "@db/schema";
import { openTeams } from "~/people/queries.server";
import type { Db } from "~/platform/database.server";
import { addDays, plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { managesTeam, type Reach } from "../led-teams";
import { teamLoad } from "./load.server";
import { agreed, weekOf } from "./workload-rules";

const WEEK_MS = 7 * 86_400_000;

const titles = {
  hire: (team: string) => ({ "zh-CN": `${team}：询单偏多，建议增人`, en: `${team}: more inquiries than agents can serve, hire` }),
  rebalance: (team: string) => ({ "zh-CN": `${team}：询单偏少，建议调整分工`, en: `${team}: too few inquiries per agent, rebalance` }),
};

/** Once a day: tell the managers of a team whose last two weeks agree, once a week at most; what they do not say any more ends. */
export async function sweepWorkload(db: Db, now: Date): Promise<void> {
  const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
  for (const team of await openTeams(db)) {
    const today = plainDateIn(team.zone, now);
    const whole = (await teamLoad(db, team, today, 3))?.stores.find(({ storeId }) => storeId === null);
    const finished = [-7, -14].map((back) => addDays(weekOf(today), back));
    const signal = agreed(finished.map((week) => whole?.weeks.find((one) => one.week === week)?.signal ?? "unclear"));
    await write(ctx, async (tx) => {
      const [lately] = await tx
        .select({ id: workItem.id })
        .from(workItem)
        .where(
          and(eq(workItem.kind, "workload"), eq(workItem.subjectId, team.id), gt(workItem.openedAt, new Date(now.getTime() - WEEK_MS))),
        );
      if (signal === null) await closeItem(tx, ctx, "workload", team.id, "lapsed");
      else if (!lately)
        await openItem(tx, ctx, { kind: "workload", subjectId: team.id, teamId: team.id, data: { title: titles[signal](team.name) } });
      return accept(null);
    });
  }
}

/** A manager of the team has seen the signal: it leaves their inbox. Refuses who does not manage it, and where nothing waits. */
export function seeSignal(ctx: WriteContext, reach: Reach, teamId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    if (!managesTeam(reach, teamId)) return refuse("not_found");
    if (!(await closeItem(tx, ctx, "workload", teamId, "seen"))) return refuse("workload_gone");
    await audit(tx, ctx, { action: "kpi.workload_seen", subject: { type: "team", id: teamId } });
    return accept(null);
  });
}
