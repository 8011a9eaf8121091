import { and, asc, eq, isNull } from "drizzle-orm";
import { person, scriptDraft } from "@db/schema";
import { quality } from "~/curriculum/pack-basics";
import { currentVersions } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { lastVersion } from "./draft-page.server";
import { type Draft, draftById } from "./drafts.server";
import { inItsLanguage, MOST_VARIANTS, type Target, targets, type Wording } from "./publish-rules";

export type ApprovedLine = { draftId: string; title: string; author: string; since: Date };
const MOST_SHOWN = 200;

/** The approved drafts that wait for their place in the library, the oldest first. One statement. */
export async function approvedScripts(reader: Reader): Promise<ApprovedLine[]> {
  const rows = await reader
    .select({ draftId: scriptDraft.id, body: scriptDraft.body, author: person.name, since: scriptDraft.updatedAt })
    .from(scriptDraft)
    .innerJoin(person, eq(person.id, scriptDraft.authorId))
    // What trainees wrote to learn stays with them: from its review it can go in too.
    .where(and(eq(scriptDraft.state, "approved"), isNull(scriptDraft.prepared)))
    .orderBy(asc(scriptDraft.updatedAt))
    .limit(MOST_SHOWN);
  return rows.map(({ body, ...line }) => ({ ...line, title: body.title }));
}

/** What the address of the page asks for: how it goes in, into which script, with whose second wording. */
export type PublishAsk = { target: string | null; into: string | null; second: string | null };

/** The form with which an approved draft goes into the library, filled with what is known. */
export async function publishPage(reader: Reader, draft: Draft, ask: PublishAsk, locale: Locale) {
  const [scripts, approved, last, other] = await Promise.all([
    currentVersions(reader, "script"),
    approvedScripts(reader),
    lastVersion(reader, draft.id),
    ask.second ? draftById(reader, ask.second) : null,
  ]);
  const base = scripts.find(({ itemId }) => itemId === draft.itemId) ?? null;
  const replaced = base?.body.variants.find(({ slug }) => slug === draft.variant) ?? null;
  const possible = targets.filter((one) => one !== "replace" || replaced);
  const target: Target = possible.find((one) => one === ask.target) ?? possible[0] ?? "new";
  const open = scripts.filter(({ body }) => body.variants.length < MOST_VARIANTS);
  const like = open.filter(({ body }) => body.branch === draft.body.branch);
  const into =
    target === "replace"
      ? base
      : target === "variant"
        ? (open.find(({ slug }) => slug === ask.into) ?? open.find((one) => one === base) ?? like[0] ?? null)
        : null;
  const second = other?.state === "approved" && other.id !== draft.id ? other : null;
  const named = ({ slug, body }: (typeof scripts)[number]) => ({ slug, title: pick(body.title, locale) });
  return {
    draft,
    last,
    target,
    possible,
    into: into && { ...named(into), versionId: into.id },
    // Those of the same scenario first.
    scripts: [...like, ...open.filter((one) => !like.includes(one))].map(named),
    others: approved.filter(({ draftId }) => draftId !== draft.id),
    secondId: second?.id ?? null,
    qualities: quality.options,
    filled: {
      wording: wordingOf(draft, target === "replace" ? replaced : null),
      second: second && wordingOf(second, null),
      title: inItsLanguage(draft.body.title),
      situation: inItsLanguage(draft.body.situation),
      why: inItsLanguage(draft.body.why),
    },
  };
}

/** What a draft says, and where it says nothing what stands in its place now. */
function wordingOf({ body }: Draft, now: Wording | null): Wording {
  const customer = inItsLanguage(body.customer);
  return {
    customer: { "zh-CN": customer["zh-CN"] || (now?.customer["zh-CN"] ?? ""), en: customer.en || (now?.customer.en ?? "") },
    text: { "zh-CN": body.text["zh-CN"] || (now?.text["zh-CN"] ?? ""), en: body.text.en || (now?.text.en ?? "") },
  };
}
