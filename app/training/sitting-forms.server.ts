import { questionVersions } from "~/drill/askable.server";
import { sittingById } from "~/drill/queries.server";
import { type Changes, parseChanges, parseRevision } from "~/drill/save";
import { answerFromForm } from "~/drill/types/registry";
import { idParam, problem, textOf } from "~/platform/http.server";
import type { Refusal, WriteContext } from "~/platform/write.server";
import { askForCode, noteFocusLoss, saveAnswers, startSitting, submitSitting } from "./sitting.server";

/** Where a form leads, or what to say on the same page. */
type FormOutcome = { to: string } | { asked: boolean; refusals: Refusal[]; status: number };
type Whose = { personId: string; slug: string };

const gone = new Set(["not_found", "no_such_activity"]);
const malformed = new Set(["answer_malformed", "not_drawn"]);

/** The status of a refusal: 404 for what is not theirs, 422 for what is malformed or mistyped, 409 for what the state forbids. */
function statusOf(refusals: readonly Refusal[]): number {
  if (refusals.some((r) => gone.has(r.code))) return 404;
  return refusals.some((r) => r.field !== undefined || malformed.has(r.code)) ? 422 : 409;
}

function refused(refusals: Refusal[]): FormOutcome {
  const status = statusOf(refusals);
  if (status === 404) throw problem(404, "not_found");
  return { asked: false, refusals, status };
}

/** What the forms of the sitting's page ask: to start, to ask for a code, to save one answer and move, to hand in. */
export async function sittingAction(ctx: WriteContext, whose: Whose, form: FormData): Promise<FormOutcome> {
  const page = `/learn/${whose.slug}/sitting`;
  switch (textOf(form, "intent")) {
    case "start": {
      const started = await startSitting(ctx, { ...whose, typedCode: textOf(form, "code") });
      return started.ok ? { to: page } : refused(started.refusals);
    }
    case "ask": {
      const asked = await askForCode(ctx, whose);
      return asked.ok ? { asked: true, refusals: [], status: 200 } : refused(asked.refusals);
    }
    case "save": {
      const saved = await saveOne(ctx, whose, form);
      return "refusals" in saved ? refused(saved.refusals) : { to: `${page}?q=${saved.next}` };
    }
    case "submit": {
      const sittingId = await ownSitting(ctx, whose, form);
      const done = await submitSitting(ctx, { sittingId, personId: whose.personId });
      return done.ok ? { to: `/learn/${done.value.slug}/result/${done.value.sittingId}` } : refused(done.refusals);
    }
    default:
      throw problem(400, "bad_request");
  }
}

/** The sitting that a form names, if it is this person's and of this activity. Throws 404 otherwise. */
async function ownSitting(ctx: WriteContext, whose: Whose, form: FormData): Promise<string> {
  const row = await sittingById(ctx.db, idParam(textOf(form, "sittingId")));
  if (row?.personId !== whose.personId || row.slug !== whose.slug) throw problem(404, "not_found");
  return row.id;
}

/** Without the script: one question's fields, and the number of the question to go to. A window that is behind gets the newer answers by being sent on. */
async function saveOne(ctx: WriteContext, whose: Whose, form: FormData): Promise<{ next: number } | { refusals: Refusal[] }> {
  const sittingId = await ownSitting(ctx, whose, form);
  const revision = parseRevision(textOf(form, "revision"));
  const question = idParam(textOf(form, "question"));
  const next = parseRevision(textOf(form, "to"));
  if (revision === null || next === null) throw problem(400, "bad_request");
  const row = await sittingById(ctx.db, sittingId);
  if (!row?.drawn.includes(question)) return { refusals: [{ code: "not_drawn" }] };
  const [version] = await questionVersions(ctx.db, [question]);
  const values = form.getAll("answer").filter((v): v is string => typeof v === "string");
  const answer = version ? answerFromForm(version.body, values) : null;
  const saved = await saveAnswers(ctx, { sittingId, personId: whose.personId, revision, changes: { [question]: { answer, ms: null } } });
  return saved.ok ? { next } : { refusals: saved.refusals };
}

/**
 * What the script of the page posts: changed answers, or that the window lost the focus. Answers with JSON, always: `landed` (saved, or newer ones of
 * another window), `closed` (handed in, or the time is over), or the refusals.
 */
export async function answersAction(ctx: WriteContext, personId: string, form: FormData): Promise<{ body: object; status: number }> {
  const sittingId = idParam(textOf(form, "sittingId"));
  if (textOf(form, "intent") === "focus") {
    const noted = await noteFocusLoss(ctx, { sittingId, personId });
    return noted.ok ? { body: {}, status: 200 } : { body: { refusals: noted.refusals }, status: statusOf(noted.refusals) };
  }
  const revision = parseRevision(textOf(form, "revision"));
  const changes: Changes | null = parseChanges(textOf(form, "changes"));
  if (textOf(form, "intent") !== "save" || revision === null || changes === null) throw problem(400, "bad_request");
  const saved = await saveAnswers(ctx, { sittingId, personId, revision, changes });
  if (saved.ok) return { body: { landed: saved.value }, status: saved.value.state === "saved" ? 200 : 409 };
  const closed = saved.refusals.some((r) => r.code === "sitting_submitted" || r.code === "time_up");
  return { body: { closed, refusals: saved.refusals }, status: statusOf(saved.refusals) };
}
