import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { peopleMessages } from "~/people/messages";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { PageHeader } from "~/ui/PageHeader";
import { Timeline } from "~/ui/Timeline";
import { clearancePage } from "../clearance-page.server";
import { giveBackClearance, holdClearance } from "../hold.server";
import { lapseMessages } from "../messages.lapse";
import { Hold } from "../ui/Hold";
import { Lapses } from "../ui/Lapses";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** What keeps somebody's clearance away or soon will, and the act that suspends it at once. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "clearance:hold", { personId });
  const [locale, mayGiveBack] = await Promise.all([requestLocale(args), canDo(args, actor, "clearance:give_back", { personId })]);
  const page = await clearancePage(db(), personId, { locale, zone: actor.zone }, clock.now());
  if (!page) throw problem(404, "not_found");
  return { title: translate(lapseMessages, locale)("title", { name: page.name }), page, mayGiveBack };
}

/** `hold`: suspend the clearance; `give_back`: a manager decides. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "clearance:hold", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const reason = textOf(form, "reason").slice(0, 500);
  if (intent === "hold") {
    const outcome = await holdClearance(ctx, personId, { reason, evidence: textOf(form, "evidence").slice(0, 500) });
    if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  } else if (intent === "give_back") {
    await requireCan(args, "clearance:give_back", { personId });
    const outcome = await giveBackClearance(ctx, personId, reason);
    if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  } else throw problem(400, "bad_request");
  throw redirect(`/people/${personId}/clearance`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function ClearanceRoute() {
  const { title, page, mayGiveBack } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(lapseMessages);
  const people = useT(peopleMessages);
  const { locale, zone } = useReader();
  const at = (instant: Date) => formatDateTime(instant, locale, zone);
  return (
    <>
      <PageHeader title={title} detail={people(`state.${page.state}`)} back={{ to: `/people/${page.personId}`, label: page.name }} />
      <div className="grid max-w-2xl gap-5">
        {page.lines.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
        <Lapses lines={page.lines} self={false} />
        <Hold page={page} mayGiveBack={mayGiveBack} refusals={refused?.refusals ?? null} />
        <Card title={t("history")}>
          {page.past.length === 0 ? (
            <p className="text-sm text-muted">{t("history.empty")}</p>
          ) : (
            <Timeline
              items={page.past.map((p) => ({
                id: p.id,
                when: t("history.span", { from: at(p.at), until: at(p.endedAt) }),
                title: people(`lapse.${p.reason}`),
                children: (
                  <>
                    {p.note && <p className="whitespace-pre-line">{p.note}</p>}
                    <p>{t(`outcome.${p.outcome}`, { name: p.endedBy ?? "", note: p.endNote })}</p>
                  </>
                ),
              }))}
            />
          )}
        </Card>
      </div>
    </>
  );
}
