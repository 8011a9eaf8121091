import { saveDraft, addEvidence } from "~/probation/drafts.server";
import { startGrading, submitGrading } from "~/probation/actions.server";
import { saveReconciliation, submitReconciliation } from "~/probation/reconcile.server";
import { startSecondGrading } from "~/probation/second.server";
import type { Learner } from "./learning";
import { graderRemark, SETTLED } from "./lines";
import { evidenceFor } from "./pictures";
import { as, done, idOf } from "./stage";

const ITEM_MS = 150_000;

type Item = Learner["stage"]["curriculum"]["checklist"]["body"]["areas"][number]["items"][number];
type GradeOf = (area: string, item: Item) => number;

/** The grades that this person gets. On a fail the prices are weak and the critical return message is not there yet. */
function gradesFor({ agent, random }: Learner, result: "pass" | "fail"): GradeOf {
  return (area, item) => {
    const strong = random() < agent.accuracy - 0.25;
    if (result === "fail" && area === "product-prices") return strong ? 2 : 1;
    if (result === "fail" && item.slug === "message-return") return 2;
    if (item.critical) return strong ? 4 : 3;
    // A fail lies well below the line, where nobody asks for a second grader.
    if (strong) return result === "fail" ? 3 : 4;
    return random() < 0.1 ? 2 : 3;
  };
}

/** Two messages of which one grader thinks much more than another. */
const CONTESTED = ["message-bargaining", "message-follow-up"];
/** A total a little above 80: solid, strong on the products, and the contested messages taken for the best. */
const near: GradeOf = (area, item) => (area === "product-features" || CONTESTED.includes(item.slug) ? 4 : 3);

/** Where somebody else sees a step more or less. */
const OTHERWISE: Readonly<Record<string, number>> = {
  "features-fit-and-misfit": -1,
  "features-honest-limits": -1,
  "prices-why-worth-it": 1,
  "process-care": 1,
  "inside-whom-to-find": 1,
};

/** How somebody else sees the same: nearly alike, and where `apart` two steps less on the contested messages. */
const second =
  (apart: boolean): GradeOf =>
  (area, item) =>
    CONTESTED.includes(item.slug) ? (apart ? 2 : 3) : near(area, item) + (OTHERWISE[item.slug] ?? 0);

type Sheet = { gradingId: string; by: string; from: Date; gradeOf: GradeOf; count?: number };

/** Grade the first `count` items: grades, a few remarks, and pictures where they are asked for. Returns the draft's revision. */
async function fill(learner: Learner, sheet: Sheet): Promise<{ revision: number; at: Date }> {
  const { stage, personId, random } = learner;
  const { gradingId, by, from, gradeOf, count = Infinity } = sheet;
  let now = from;
  let revision = 0;
  let left = count;
  for (const area of stage.curriculum.checklist.body.areas) {
    const items = area.items.slice(0, left);
    left -= items.length;
    if (items.length === 0) break;
    const changes = Object.fromEntries(
      items.map((item) => {
        const grade = gradeOf(area.slug, item);
        const remark = graderRemark(grade, random(), grade < 3 || CONTESTED.includes(item.slug) || random() < 0.25);
        return [item.slug, { grade, ...(remark ? { remark } : {}) }];
      }),
    );
    now = new Date(now.getTime() + items.length * ITEM_MS);
    ({ revision } = await done(`grading ${area.slug}`, saveDraft(as(stage, by, now), personId, gradingId, revision, changes)));
    for (const item of items.filter((i) => i.evidence === "required")) {
      now = new Date(now.getTime() + 20_000);
      const picture = evidenceFor(stage.pictures, item.slug);
      ({ revision } = await done(`evidence of ${item.slug}`, addEvidence(as(stage, by, now), personId, gradingId, item.slug, picture)));
    }
  }
  return { revision, at: now };
}

/** Grade the whole checklist as the mentor and submit it; what it came to, or null while a second grader is waited for. */
async function gradeWhole(learner: Learner, from: Date, gradeOf: GradeOf) {
  const { stage, agent, personId } = learner;
  const by = idOf(stage, agent.mentor);
  const { gradingId } = await done("starting the checklist", startGrading(as(stage, by, from), personId));
  const { revision, at } = await fill(learner, { gradingId, by, from, gradeOf });
  return done("submitting the checklist", submitGrading(as(stage, by, at), personId, gradingId, revision));
}

/** Grade the whole checklist, far enough from the line. */
export async function gradeAll(learner: Learner, from: Date, result: "pass" | "fail"): Promise<void> {
  const { passed } = await gradeWhole(learner, from, gradesFor(learner, result));
  if (passed !== (result === "pass")) throw new Error(`${learner.agent.name} should ${result} the checklist`);
}

/** Grade the whole checklist so near the line that a second person is waited for. */
export async function gradeNear(learner: Learner, from: Date): Promise<string> {
  const { passed, gradingId } = await gradeWhole(learner, from, near);
  if (passed !== null) throw new Error(`${learner.agent.name} should wait for a second grader`);
  return gradingId;
}

/** Both supervisors grade, one after the other on the same day; where `apart`, the mentor settles what they see differently. */
export async function gradeTwice(learner: Learner, from: Date, again: Date, apart: boolean): Promise<void> {
  const { stage, agent, personId } = learner;
  const firstGradingId = await gradeNear(learner, from);
  const other = idOf(stage, agent.mentor === "liqiang" ? "wangjing" : "liqiang");
  const { gradingId } = await done("starting the second grading", startSecondGrading(as(stage, other, again), personId, firstGradingId));
  const { revision, at } = await fill(learner, { gradingId, by: other, from: again, gradeOf: second(apart) });
  let { passed } = await done("submitting the second grading", submitGrading(as(stage, other, at), personId, gradingId, revision));
  if (apart) {
    const settling = as(stage, idOf(stage, agent.mentor), new Date(at.getTime() + 900_000));
    const place = { personId, secondGradingId: gradingId, isManager: false };
    const changes = Object.fromEntries(CONTESTED.map((slug) => [slug, { grade: 3, remark: SETTLED }]));
    const kept = await done("settling what lies apart", saveReconciliation(settling, place, 0, changes));
    ({ passed } = await done("submitting what was settled", submitReconciliation(settling, place, kept.revision)));
  }
  if (passed !== true) throw new Error(`${agent.name} should pass by two gradings`);
}

/** Begin the checklist and leave it half done. */
export async function gradeSome(learner: Learner, from: Date): Promise<void> {
  const { stage, agent, personId } = learner;
  const by = idOf(stage, agent.mentor);
  const { gradingId } = await done("starting the checklist", startGrading(as(stage, by, from), personId));
  await fill(learner, { gradingId, by, from, gradeOf: gradesFor(learner, "pass"), count: 14 });
}
