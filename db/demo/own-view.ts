import { saveSelfAssessment, startSelfAssessment, submitSelfAssessment } from "~/probation/self.server";
import type { Learner } from "./learning";
import { ownRemark } from "./lines";
import { as, done } from "./stage";

/** What somebody thinks they are best at, and others see differently. */
const PROUD_OF = ["message-return", "prices-why-worth-it"];
const ITEM_MS = 60_000;

/** Somebody assesses themselves in the evening, before they are graded: mostly a step above what is found, and proud of two things. */
export async function assessOneself(learner: Learner, from: Date): Promise<void> {
  const { stage, personId, random } = learner;
  await done("beginning the self-assessment", startSelfAssessment(as(stage, personId, from), personId));
  const items = stage.curriculum.checklist.body.areas.flatMap((area) => area.items);
  const changes = Object.fromEntries(
    items.map(({ slug }) => {
      const grade = PROUD_OF.includes(slug) ? 4 : random() < 0.15 ? 2 : random() < 0.5 ? 3 : 4;
      const remark = ownRemark(slug);
      return [slug, { grade, ...(remark ? { remark } : {}) }];
    }),
  );
  const until = new Date(from.getTime() + items.length * ITEM_MS);
  await done("grading oneself", saveSelfAssessment(as(stage, personId, until), personId, 0, changes));
  await done("handing in the self-assessment", submitSelfAssessment(as(stage, personId, until), personId, 1));
}
