import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { isPlainDate } from "~/platform/dates";
import { db } from "~/platform/database.server";
import { readForm, textOf } from "~/platform/http.server";
import { isId, newId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { remedialMessages } from "../messages.remedial";
import { caseBehind } from "../remedial-case.server";
import { assignRemedial } from "../remedial.server";
import { newRemedialPage, weakestOfPeople } from "../remedial-page.server";
import { AssignForm } from "../ui/remedial/AssignForm";

export const meta: MetaFunction = () => [{ title: "布置补练 · Assign a remedial drill — 上岗 Deskready" }];

const MOST = 300;
const idsIn = (values: readonly unknown[]) => [...new Set(values.filter(isId))].slice(0, MOST);

/** What there is to choose from. `people` and `items` of the address are chosen already; with `weakest` it says only which those are of the people chosen; `case` is what led to it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "remedial:list");
  const query = new URL(args.request.url).searchParams;
  const [people, items, now] = [idsIn(query.getAll("people")), idsIn(query.getAll("items")), clock.now()];
  if (query.has("weakest"))
    return { page: null, chosen: null, behind: null, submissionId: "", weakest: await weakestOfPeople(db(), actor, people, now) };
  const caseId = query.get("case");
  const [page, behind] = await Promise.all([
    newRemedialPage(db(), actor, await requestLocale(args), now),
    isId(caseId) ? caseBehind(db(), actor, caseId) : null,
  ]);
  const chosen = { people, items: [...new Set([...items, ...(behind?.items ?? [])])] };
  return { page, chosen, behind, submissionId: newId(), weakest: null };
}

/** Assign it; then the page of what was assigned opens. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "remedial:list");
  const form = await readForm(args.request);
  const [title, reason, due] = [textOf(form, "title").trim(), textOf(form, "reason"), textOf(form, "due")];
  if (!isPlainDate(due)) return data({ refusals: [{ code: "due_missing", field: "due" }] }, { status: 422 });
  const caseId = textOf(form, "case");
  const behind = isId(caseId) ? await caseBehind(db(), actor, caseId) : null;
  const outcome = await assignRemedial(writeContext(args, actor, form), actor, {
    // One person's words: they stand in both languages as they were written.
    title: { "zh-CN": title, en: title },
    ...{
      reason,
      due,
      items: idsIn(form.getAll("items")),
      people: idsIn(form.getAll("people")),
      cause: behind ? { type: "case", id: behind.id } : { type: "person" },
    },
  });
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/remedial/${outcome.value.remedialId}`, { headers: { "Set-Cookie": await toast("saved") } });
}

export default function RemedialNew() {
  const { page, chosen, behind, submissionId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(remedialMessages);
  return (
    <>
      <PageHeader title={t("new.title")} detail={t("new.what_happens")} back={{ to: "/remedial", label: t("back") }} />
      {page && chosen && (
        <AssignForm page={page} chosen={chosen} behind={behind} submissionId={submissionId} refusals={reply?.refusals ?? null} />
      )}
    </>
  );
}
