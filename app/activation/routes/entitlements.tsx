import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import PackageOpen from "lucide-react/icons/package-open";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { isPlainDate } from "~/platform/dates";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { completeEntitlements, sayOfEntitlement } from "../entitlements/actions.server";
import { entitlementMessages } from "../entitlements/messages";
import { entitlementsPage } from "../entitlements/page.server";
import { entitlementWords } from "../entitlements/rules";
import { EntitlementRow } from "../ui/EntitlementRow";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** What somebody is given: to themselves, and to whoever leads them. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "entitlement:view", { personId });
  const locale = await requestLocale(args);
  const [page, maySay, seesPerson] = await Promise.all([
    entitlementsPage(db(), personId, locale, clock.now()),
    canDo(args, actor, "entitlement:settle", { personId }),
    canDo(args, actor, "person:view", { personId }),
  ]);
  if (!page) throw problem(404, "not_found");
  const self = actor.personId === personId;
  const t = translate(entitlementMessages, locale);
  return { title: self ? t("title_self") : t("title", { name: page.person.name }), page, self, maySay, seesPerson };
}

/** A word on one of them, or `complete` the list. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "entitlement:settle", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  const word = entitlementWords.find((one) => one === intent);
  if (!word && intent !== "complete") throw problem(400, "bad_request");
  const id = word ? idParam(textOf(form, "entitlementId")) : null;
  const day = textOf(form, "on");
  const outcome =
    word && id
      ? await sayOfEntitlement(ctx, personId, id, { word, on: isPlainDate(day) ? day : null, note: textOf(form, "note") })
      : await completeEntitlements(ctx, personId);
  if (!outcome.ok) return data({ id, intent, refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/people/${personId}/entitlements`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function EntitlementsPage() {
  const { title, page, self, maySay, seesPerson } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(entitlementMessages);
  const { person, lines, open } = page;
  return (
    <>
      <PageHeader
        title={title}
        detail={lines.length === 0 ? t("detail") : open > 0 ? t("open", { count: open }) : t("all_done")}
        back={seesPerson ? { to: `/people/${person.id}`, label: person.name } : undefined}
      />
      <div className="grid max-w-3xl gap-5">
        {person.state === "left" && open > 0 && <Notice tone="waiting">{t("left", { name: person.name })}</Notice>}
        {lines.length === 0 ? (
          <EmptyState icon={<PackageOpen />} title={t("empty.title")}>
            {t("empty.body")}
          </EmptyState>
        ) : (
          <Card flush>
            <ul className="divide-y divide-line">
              {lines.map((line) => (
                <EntitlementRow
                  key={line.id}
                  line={line}
                  today={page.today}
                  maySay={maySay && !self}
                  refused={answer?.id === line.id ? answer : null}
                />
              ))}
            </ul>
          </Card>
        )}
        {maySay && !self && page.mayComplete && (
          <Form messages={entitlementMessages} refusals={answer?.intent === "complete" ? answer.refusals : null}>
            <p className="mb-2 text-sm text-muted">{t("complete_detail")}</p>
            <Button type="submit" name="intent" value="complete">
              {t("complete")}
            </Button>
          </Form>
        )}
      </div>
    </>
  );
}
