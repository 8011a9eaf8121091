import { openDispute } from "~/probation/disputes.server";
import { gradingsOf } from "~/probation/queries.server";
import { ruleDispute } from "~/probation/rulings.server";
import type { Learner } from "./learning";
import { DISPUTED, RULED } from "./lines";
import { as, done, idOf } from "./stage";

async function dispute({ stage, personId, agent }: Learner, at: Date, said: Readonly<Record<string, string>>): Promise<string> {
  const found = await gradingsOf(stage.db, personId);
  const graded = found?.gradings.find((g) => g.result);
  if (!graded) throw new Error(`${agent.name} has no result to dispute`);
  const items = Object.entries(said).map(([item, reason]) => ({ item, reason, link: "", picture: null }));
  const { disputeId } = await done("disputing", openDispute(as(stage, personId, at), { personId, gradingId: graded.id }, items));
  return disputeId;
}

/** The agent disputes one item of a failed checklist, and nobody has ruled yet. */
export async function disputeOne(learner: Learner, at: Date): Promise<void> {
  await dispute(learner, at, { "message-return": DISPUTED.late });
}

/** The agent disputed two items of what two graders came to; the manager let one stand and changed the other. */
export async function disputeAndRule(learner: Learner, at: Date, ruledAt: Date): Promise<void> {
  const { stage, personId } = learner;
  const said = { "features-fit-and-misfit": DISPUTED.misfit, "message-follow-up": DISPUTED.follow };
  const disputeId = await dispute(learner, at, said);
  const verdicts = [
    { item: "features-fit-and-misfit", verdict: "4", reason: RULED.misfit },
    { item: "message-follow-up", verdict: "keep", reason: RULED.follow },
  ];
  await done("ruling", ruleDispute(as(stage, idOf(stage, "zhaomin"), ruledAt), personId, disputeId, verdicts));
}
