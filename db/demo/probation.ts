import { saveDraft, addEvidence } from "~/probation/drafts.server";
import { startGrading, submitGrading } from "~/probation/actions.server";
import type { Learner } from "./learning";
import { graderRemark } from "./lines";
import { evidenceFor } from "./pictures";
import { as, done, idOf } from "./stage";

const ITEM_MS = 150_000;

type Item = Learner["stage"]["curriculum"]["checklist"]["body"]["areas"][number]["items"][number];

/** The grade that this person gets on an item. On a fail the prices are weak and the critical return message is not there yet. */
function gradeFor({ agent, random }: Learner, area: string, item: Item, result: "pass" | "fail"): number {
  const strong = random() < agent.accuracy - 0.25;
  if (result === "fail" && area === "product-prices") return strong ? 2 : 1;
  if (result === "fail" && item.slug === "message-return") return 2;
  if (item.critical) return strong ? 4 : 3;
  return strong ? 4 : random() < 0.1 ? 2 : 3;
}

/** Grade the first `count` items: grades, a few remarks, and pictures where they are asked for. Returns the draft's revision. */
async function fill(
  learner: Learner,
  gradingId: string,
  from: Date,
  result: "pass" | "fail",
  count = Infinity,
): Promise<{ revision: number; at: Date }> {
  const { stage, agent, personId, random } = learner;
  const grader = idOf(stage, agent.mentor);
  let now = from;
  let revision = 0;
  let left = count;
  for (const area of stage.curriculum.checklist.body.areas) {
    const items = area.items.slice(0, left);
    left -= items.length;
    if (items.length === 0) break;
    const changes = Object.fromEntries(
      items.map((item) => {
        const grade = gradeFor(learner, area.slug, item, result);
        const remark = graderRemark(grade, random(), grade < 3 || random() < 0.25);
        return [item.slug, { grade, ...(remark ? { remark } : {}) }];
      }),
    );
    now = new Date(now.getTime() + items.length * ITEM_MS);
    ({ revision } = await done(`grading ${area.slug}`, saveDraft(as(stage, grader, now), personId, gradingId, revision, changes)));
    for (const item of items.filter((i) => i.evidence === "required")) {
      now = new Date(now.getTime() + 20_000);
      const picture = evidenceFor(stage.pictures, item.slug);
      ({ revision } = await done(`evidence of ${item.slug}`, addEvidence(as(stage, grader, now), personId, gradingId, item.slug, picture)));
    }
  }
  return { revision, at: now };
}

/** Grade the whole checklist and submit it. */
export async function gradeAll(learner: Learner, from: Date, result: "pass" | "fail"): Promise<void> {
  const { stage, agent, personId } = learner;
  const grader = idOf(stage, agent.mentor);
  const { gradingId } = await done("starting the checklist", startGrading(as(stage, grader, from), personId));
  const { revision, at } = await fill(learner, gradingId, from, result);
  const { passed } = await done("submitting the checklist", submitGrading(as(stage, grader, at), personId, gradingId, revision));
  if (passed !== (result === "pass")) throw new Error(`${agent.name} should ${result} the checklist`);
}

/** Begin the checklist and leave it half done. */
export async function gradeSome(learner: Learner, from: Date): Promise<void> {
  const { stage, agent, personId } = learner;
  const { gradingId } = await done("starting the checklist", startGrading(as(stage, idOf(stage, agent.mentor), from), personId));
  await fill(learner, gradingId, from, "pass", 14);
}
