import type { ItemBody } from "~/curriculum/pack";
import { type ContentVersion, currentVersion, currentVersions } from "~/curriculum/queries.server";
import { askable, type AskableVersion } from "~/drill/askable.server";
import { opaqueIds } from "~/drill/types/opaque";
import type { Question } from "~/drill/types/question";
import type { Db } from "~/platform/database.server";

const PLAN = "taobao-15-day";
const CHECKLIST = "probation";

export type PlanDay = ItemBody<"plan">["days"][number];
export type Activity = PlanDay["activities"][number];

/** The content that the demo's people learn, keys included: read once, used on the server only. */
export type Curriculum = {
  plan: ContentVersion<"plan">;
  checklist: ContentVersion<"checklist">;
  lessons: ReadonlyMap<string, ContentVersion<"lesson">>;
  /** Questions that can be asked, by slug, and their bodies by version. */
  questions: ReadonlyMap<string, AskableVersion>;
  questionBodies: ReadonlyMap<string, Question>;
  practicals: ReadonlyMap<string, ContentVersion<"practical">>;
  acknowledgements: ReadonlyMap<string, ContentVersion<"acknowledgement">>;
  /** The required ones first, of them the easiest. */
  simulations: readonly ContentVersion<"simulation">[];
  /** The worked examples of the ten prepared messages, by their number. */
  prepared: readonly ContentVersion<"script">[];
};

/** Read the content in force. Throws when the demo's plan is not there. */
export async function readCurriculum(db: Db): Promise<Curriculum> {
  const [plan, checklist, lessons, questions, practicals, acknowledgements, simulations, scripts] = await Promise.all([
    currentVersion(db, "plan", PLAN),
    currentVersion(db, "checklist", CHECKLIST),
    currentVersions(db, "lesson"),
    currentVersions(db, "question").then((versions) => askable(db, versions)),
    currentVersions(db, "practical"),
    currentVersions(db, "acknowledgement"),
    currentVersions(db, "simulation"),
    currentVersions(db, "script"),
  ]);
  if (!plan || !checklist) throw new Error(`the demo needs the plan ${PLAN} and the checklist ${CHECKLIST}`);
  const bySlug = <V extends { slug: string }>(versions: V[]) => new Map(versions.map((version) => [version.slug, version]));
  return {
    plan,
    checklist,
    lessons: bySlug(lessons),
    questions: bySlug(questions),
    questionBodies: new Map(questions.map(({ id, body }) => [id, body])),
    practicals: bySlug(practicals),
    acknowledgements: bySlug(acknowledgements),
    simulations: simulations.sort(
      (a, b) => Number(b.body.required) - Number(a.body.required) || a.body.level - b.body.level || a.slug.localeCompare(b.slug),
    ),
    prepared: scripts.filter(({ body }) => body.prepared !== undefined).sort((a, b) => (a.body.prepared ?? 0) - (b.body.prepared ?? 0)),
  };
}

/** An answer to a question, right or wrong. `pick` (0–1) chooses among the wrong ones. */
export function answerTo(question: Question, right: boolean, pick: number): unknown {
  const one = <T>(from: readonly T[]): T | undefined => from[Math.floor(pick * from.length)];
  switch (question.type) {
    case "choose_next_line":
    case "image_choice":
    case "single_choice":
      return { option: (right ? question.options.find((o) => o.correct) : one(question.options.filter((o) => !o.correct)))?.id };
    case "multiple_choice": {
      const correct = question.options.filter((o) => o.correct).map((o) => o.id);
      const wrong = one(question.options.filter((o) => !o.correct))?.id;
      return { options: right || !wrong ? correct : [...correct.slice(1), wrong] };
    }
    case "true_false": {
      const reasons = question.reasons.filter((r) => r.correct === right);
      return { truth: question.answer, reason: (right ? reasons[0] : one(reasons))?.id };
    }
    case "number":
      return { text: String(question.answer + (right ? 0 : question.tolerance + 1 + Math.floor(pick * 5))) };
    case "fill_blanks":
      return { blanks: Object.fromEntries(question.blanks.map((b, i) => [b.id, right || i > 0 ? b.accepted["zh-CN"][0] : "记不清了"])) };
    case "order_steps": {
      const [first = "", second = "", ...others] = opaqueIds(question.steps.map((s) => s.text));
      return { steps: right ? [first, second, ...others] : [second, first, ...others] };
    }
    case "match": {
      const [lefts, rights] = [question.pairs.map((p) => p.left), question.pairs.map((p) => p.right)];
      const [left, ids] = [opaqueIds(lefts), opaqueIds([...rights, ...question.extra])];
      return { pairs: left.map((id, at) => ({ left: id, right: ids[right ? at : (at + 1) % left.length] })) };
    }
    case "find_product":
      // The address on its label names it as well as its name does.
      return { text: right ? `/products/${question.products[0]}` : "记不清了" };
    case "free_reply":
    case "rewrite":
      return { text: right ? question.model_answers["zh-CN"][0] : "稍等" };
    case "spot_violation": {
      // Wrong: the first words of the first line of the agent that breaks nothing, or of any.
      const at = question.chat.findIndex(({ who }, i) => who === "agent" && !question.violations.some((v) => v.line === i + 1));
      const marks = question.violations.map(({ line, words }) => {
        const from = question.chat[line - 1]?.text["zh-CN"].indexOf(words["zh-CN"]) ?? 0;
        return { line, from, to: from + words["zh-CN"].length };
      });
      return { locale: "zh-CN", marks: right || at < 0 ? marks.slice(right ? 0 : 1) : [{ line: at + 1, from: 0, to: 2 }] };
    }
    case "short_text":
      return { text: right ? question.accepted["zh-CN"][0] : "记不清了" };
  }
}
