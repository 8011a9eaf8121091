import { and, eq } from "drizzle-orm";
import { scriptDraftVersion, type ScriptDraftBody } from "../schema";
import type { ContentVersion } from "~/curriculum/queries.server";
import { beginDraft, handIn as handInDraft } from "~/scripts/draft-actions.server";
import { decideDraft } from "~/scripts/review.server";
import { SCRIPT_RETURNED, SCRIPT_STANDS } from "./lines";
import type { Learner } from "./learning";
import { as, done, idOf } from "./stage";

const LOCALE = "zh-CN";
/** So long a supervisor reads one. */
const READS_MS = 90_000;

type Written = { draftId: string; number: number };

/**
 * Write the ten prepared messages one after the other and hand them in; whoever errs now and then gets one back and mends it. The mentor has approved all of them
 * when it is over. Returns when that was.
 */
export async function writeScripts(learner: Learner, scripts: readonly ContentVersion<"script">[], from: Date, until: Date): Promise<Date> {
  const { stage, agent, personId, random } = learner;
  const each = Math.floor((until.getTime() - from.getTime()) / (scripts.length + 1));
  const comesBack = random() < agent.accuracy ? -1 : Math.floor(random() * scripts.length);
  const waiting: Written[] = [];
  let now = from;
  for (const [at, script] of scripts.entries()) {
    now = new Date(now.getTime() + each);
    const ctx = as(stage, personId, now);
    const begun = beginDraft(ctx, personId, { prepared: script.body.prepared ?? null, better: null }, LOCALE);
    const { draftId } = await done(`${agent.name} beginning ${script.slug}`, begun);
    const body = bodyOf(script, random());
    if (at === comesBack) {
      const first = await handInOne(
        learner,
        { draftId, revision: 0, body: { ...body, text: { [LOCALE]: withoutEnd(body.text[LOCALE] ?? "") } } },
        now,
      );
      await decide(learner, first, "returned", new Date(now.getTime() + READS_MS));
      waiting.push(await handInOne(learner, { draftId, revision: 2, body }, new Date(now.getTime() + 4 * READS_MS)));
    } else waiting.push(await handInOne(learner, { draftId, revision: 0, body }, now));
  }
  now = now > until ? now : until;
  for (const written of waiting) {
    now = new Date(now.getTime() + READS_MS);
    await decide(learner, written, "approved", now);
  }
  return now;
}

/** A wording of the library in this learner's name. */
function bodyOf({ body }: ContentVersion<"script">, pick: number): ScriptDraftBody {
  const variant = body.variants[Math.floor(pick * body.variants.length)];
  return {
    title: body.title[LOCALE],
    branch: body.branch,
    platforms: [...body.platforms],
    customer: variant?.customer[LOCALE] ?? "",
    situation: body.situation[LOCALE],
    text: { [LOCALE]: variant?.text[LOCALE] ?? "" },
    picture: body.picture ?? null,
    why: body.why[LOCALE],
  };
}

/** A text without its last sentence: what it is to lead to is missing. */
function withoutEnd(text: string): string {
  const sentences = text.split(/(?<=[。？！])/u);
  return sentences.length > 1 ? sentences.slice(0, -1).join("") : text;
}

async function handInOne(
  { stage, agent, personId }: Learner,
  typed: { draftId: string; revision: number; body: ScriptDraftBody },
  now: Date,
): Promise<Written> {
  const about = { note: SCRIPT_STANDS, teamId: stage.teamId, locale: LOCALE } as const;
  const handed = handInDraft(as(stage, personId, now), { ...typed, authorId: personId }, about);
  const { number } = await done(`${agent.name} handing in ${typed.body.title}`, handed);
  return { draftId: typed.draftId, number };
}

async function decide(
  { stage, agent }: Learner,
  { draftId, number }: Written,
  decision: "approved" | "returned",
  now: Date,
): Promise<void> {
  const [version] = await stage.db
    .select({ id: scriptDraftVersion.id })
    .from(scriptDraftVersion)
    .where(and(eq(scriptDraftVersion.draftId, draftId), eq(scriptDraftVersion.number, number)));
  const remark = decision === "returned" ? SCRIPT_RETURNED : "";
  const ctx = as(stage, idOf(stage, agent.mentor), now);
  await done("deciding on a script", decideDraft(ctx, { draftId, versionId: version?.id ?? "", decision, remark }));
}
