import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { useReader } from "~/platform/use-locale";
import type { Refusal } from "~/platform/refusal";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { editsRules } from "../reach.server";
import { differences } from "../rule-differences";
import { discardRules, draftWithdrawal, publishRules, saveRules, undoRules } from "../rule-drafts.server";
import { fieldsOf, type RuleFields, rulesOf } from "../rule-form";
import { ruleSetPage } from "../rule-pages.server";
import { DifferenceLines } from "../ui/DifferenceLines";
import { DraftEnds } from "../ui/DraftEnds";
import { RuleEditor } from "../ui/RuleEditor";
import { RuleHistory } from "../ui/RuleHistory";
import { PublishedActions } from "../ui/PublishedActions";
import { RuleView } from "../ui/RuleView";
import { useRuleWords } from "../ui/rule-words";

export const meta: MetaFunction = () => [{ title: "考核规则 · Rules — 上岗 Deskready" }];

/** A rule set: published ones for everybody who is scored, drafts for who makes them. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:view");
  const mayEdit = await editsRules(db(), actor.roles);
  const page = await ruleSetPage(db(), idParam(args.params.setId), clock.now());
  if (!page || (page.set.publishedAt === null && (!mayEdit || page.set.discardedAt !== null))) throw problem(404, "not_found");
  return { page, mayEdit };
}

/** Save a draft, publish it, throw it away, undo its last save; of a published set, begin its withdrawal. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "kpi:rules");
  if (!(await editsRules(db(), actor.roles))) throw problem(403, "forbidden");
  const id = idParam(args.params.setId);
  const form = await readForm(args.request);
  const intent = textOf(form, "intent");
  const revision = Number(textOf(form, "revision")) || 0;
  const fields: RuleFields = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value.slice(0, 500)]] : [])),
  );
  const reason = textOf(form, "reason").slice(0, 500);
  const ctx = writeContext(args, actor, form);
  const to = async (path: string, said = true) => redirect(path, said ? { headers: { "Set-Cookie": await toast("saved") } } : undefined);
  const here = `/kpi/rules/${id}`;

  async function refused(refusals: Refusal[]) {
    const isStale = refusals.some(({ code }) => code === "stale");
    const now = isStale ? await ruleSetPage(db(), id, clock.now()) : null;
    const yours = now && !now.set.follows ? rulesOf(fields, now.set.body).rules : null;
    const conflict = now && yours ? { revision: now.set.revision, changes: differences(now.set.body, yours) } : null;
    return data({ refusals, fields, reason, intent, conflict }, { status: isStale ? 409 : 422 });
  }

  switch (intent) {
    case "save":
    case "preview": {
      const outcome = await saveRules(ctx, id, revision, fields);
      if (!outcome.ok) return refused(outcome.refusals);
      throw intent === "preview" ? await to(`${here}/preview`, false) : await to(here);
    }
    case "publish": {
      const outcome = await publishRules(ctx, id, revision, { fields, reason });
      if (!outcome.ok) return refused(outcome.refusals);
      throw await to(here);
    }
    case "undo": {
      const outcome = await undoRules(ctx, id, revision);
      if (!outcome.ok) return refused(outcome.refusals);
      throw await to(here);
    }
    case "discard": {
      const outcome = await discardRules(ctx, id, revision);
      if (!outcome.ok) return refused(outcome.refusals);
      throw await to("/kpi/rules");
    }
    case "withdraw": {
      const outcome = await draftWithdrawal(ctx, id);
      if (!outcome.ok) return refused(outcome.refusals);
      throw await to(`/kpi/rules/${outcome.value.id}`, false);
    }
    default:
      throw problem(400, "bad_request");
  }
}

export default function RuleSetRoute() {
  const { page, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, month, whoseWithin } = useRuleWords();
  const { locale, zone } = useReader();
  const { set, hasBegun, isNewest } = page;
  const isDraft = set.publishedAt === null;
  const begins = formatDateTime(page.begins, locale, zone);
  const ofForm = answer && answer.intent !== "withdraw" ? answer : null;
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={t("edit.title", { whose: whoseWithin(set.store), month: month(set.fromMonth) })}
        detail={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {isDraft ? <Badge tone="waiting">{t("set.draft")}</Badge> : <Badge>{t("set.version", { version: set.version })}</Badge>}
            {set.publishedAt && (
              <span>{t("set.published", { by: set.publishedBy ?? "", when: formatDateTime(set.publishedAt, locale, zone) })}</span>
            )}
            <span>{t(hasBegun ? "set.holds" : "set.begins", { when: begins })}</span>
          </span>
        }
        back={{ to: "/kpi/rules", label: t("back_list") }}
      />
      <div className="grid gap-5">
        {answer?.conflict && (
          <Notice tone="waiting" role="alert" title={t("stale.title")}>
            <p>{answer.conflict.changes.length > 0 ? t("stale.body") : t("stale.same")}</p>
            {answer.conflict.changes.length > 0 && <DifferenceLines changes={answer.conflict.changes} />}
          </Notice>
        )}
        {!isDraft && !isNewest && <Notice tone="waiting">{t("set.replaced")}</Notice>}
        {!isDraft && set.follows && <Notice>{t(`set.follows_${set.storeId === null ? "shop" : "store"}`)}</Notice>}
        <Card title={t(isDraft ? "changes.draft" : "changes.title")}>
          <DifferenceLines changes={page.changes} />
          {!isDraft && set.reason && <p className="mt-3 whitespace-pre-line text-sm text-muted">{set.reason}</p>}
        </Card>
        {isDraft ? (
          <>
            <RuleEditor
              key={`${set.revision} ${ofForm?.conflict ? "conflict" : ""}`}
              page={page}
              rules={set.body}
              fields={ofForm?.fields ?? fieldsOf(set.body)}
              revision={ofForm?.conflict?.revision ?? set.revision}
              reason={ofForm?.reason ?? ""}
              refusals={ofForm && ofForm.intent !== "discard" && ofForm.intent !== "undo" ? ofForm.refusals : null}
            />
            <DraftEnds page={page} refusals={answer?.intent === "discard" || answer?.intent === "undo" ? answer.refusals : null} />
          </>
        ) : (
          <>
            {mayEdit && <PublishedActions page={page} refusals={answer?.intent === "withdraw" ? answer.refusals : null} />}
            {page.rulesNow && <RuleView rules={page.rulesNow} />}
          </>
        )}
        <RuleHistory page={page} />
      </div>
    </div>
  );
}
