import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { regradeMessages } from "../messages.regrade";
import { noteRegrade, regradePage } from "../regrade.server";
import { ruledPage } from "../ruled-evidence.server";

export const meta: MetaFunction = () => [{ title: "成绩变动 · Regraded — 上岗 Deskready" }];

/** What a gate was decided on and what became of it since. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  await requireCan(args, "gate:regrade", { personId });
  const [resultId, locale] = [idParam(args.params.resultId), await requestLocale(args)];
  const page = (await regradePage(db(), personId, resultId, locale)) ?? (await ruledPage(db(), personId, resultId, locale));
  if (!page) throw problem(404, "not_found");
  return page;
}

/** The manager takes note. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "gate:regrade", { personId });
  const form = await readForm(args.request);
  const outcome = await noteRegrade(writeContext(args, actor, form), personId, idParam(args.params.resultId));
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 409 });
  throw redirect("/inbox", { headers: { "Set-Cookie": await toast("done") } });
}

export default function Regrade() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(regradeMessages);
  const { locale, zone } = useReader();
  const { decision, before, after } = page;
  const sides = [
    { key: "then", title: t("then"), ...before },
    { key: "now", title: t("now", { when: formatDateTime(page.gradedAt, locale, zone) }), ...after },
  ];
  return (
    <div className="mx-auto grid max-w-3xl gap-4">
      <PageHeader title={t("title", { name: page.name })} detail={t("lead")} back={{ to: "/inbox", label: t("back") }} />
      <Card title={t(`decision.${decision.gate}`)}>
        <p className="text-sm text-muted">{t("decided", { name: decision.by, when: formatDateTime(decision.at, locale, zone) })}</p>
        <p className="mt-3 font-medium">{t("exam", { title: page.title, attempt: page.attempt })}</p>
        <dl className="mt-2 grid gap-3 sm:grid-cols-2">
          {sides.map(({ key, title, score, passed }) => (
            <div key={key} className="rounded-box border border-line px-4 py-3">
              <dt className="text-sm text-muted">{title}</dt>
              <dd className="mt-1 flex items-center gap-3 text-lg font-semibold tabular-nums">
                {t("score", { score })}
                <Badge tone={passed ? "cleared" : "blocked"}>{t(passed ? "passed" : "failed")}</Badge>
              </dd>
            </div>
          ))}
        </dl>
        <p className="mt-4 text-sm font-medium">{t("why")}</p>
        <p className="whitespace-pre-line">
          {t(`why.${page.cause}`)} {page.reason}
        </p>
        <div className="mt-4 flex flex-wrap gap-2">
          {page.disputeId && <LinkButton to={`/probation/disputes/${page.disputeId}`}>{t("dispute")}</LinkButton>}
          {page.appealId && <LinkButton to={`/appeals/${page.appealId}`}>{t("appeal")}</LinkButton>}
          <LinkButton to={`/gate/${page.personId}/${decision.gate}`}>{t("gate")}</LinkButton>
        </div>
      </Card>
      {page.isOpen ? (
        <Form refusals={reply?.refusals} messages={regradeMessages}>
          <Button type="submit" variant="primary">
            {t("noted")}
          </Button>
        </Form>
      ) : (
        <Notice>{t("done")}</Notice>
      )}
    </div>
  );
}
