import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatMonth } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { SearchField } from "~/ui/SearchField";
import { targetMessages } from "../messages.targets";
import { editsRules } from "../reach.server";
import { pickProducts, pushPage } from "../targets.server";

export const meta: MetaFunction = () => [{ title: "推广商品 · Push products — 上岗 Deskready" }];

/** The products that a store pushes in a month. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:view");
  const params = new URL(args.request.url).searchParams;
  const q = (params.get("q") ?? "").normalize("NFKC").trim().slice(0, 100);
  const page = await pushPage(db(), { storeId: idParam(args.params.storeId), month: params.get("month") ?? "", q }, clock.now());
  if (!page) throw problem(404, "not_found");
  return { page, mayEdit: await editsRules(db(), actor.roles) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "kpi:rules");
  if (!(await editsRules(db(), actor.roles))) throw problem(403, "forbidden");
  const storeId = idParam(args.params.storeId);
  const form = await readForm(args.request);
  const month = textOf(form, "month");
  const slugs = [...new Set(form.getAll("product").filter((slug): slug is string => typeof slug === "string"))].slice(0, 100);
  const target = { storeId, month, revision: Number(textOf(form, "revision")) || 0 };
  const outcome = await pickProducts(writeContext(args, actor, form), target, slugs);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/kpi/targets/${storeId}?month=${month}`, { headers: { "Set-Cookie": await toast("saved") } });
}

export default function TargetProducts() {
  const { page, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(targetMessages);
  const { locale } = useReader();
  const { store, month, chosen, offered, units, frozen } = page;
  const edits = mayEdit && !frozen;
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader
        title={t("push.title", { store: store.name, month: formatMonth(month, locale) })}
        detail={`${t("push.lead")} ${units === null ? t("push.no_units") : t("push.units", { count: units })}`}
        back={{ to: `/kpi/targets?month=${month}`, label: t("push.back") }}
      />
      {frozen && <Notice className="mb-4">{t("frozen")}</Notice>}
      {edits && <SearchField label={t("push.search")} defaultValue={page.q} keep={{ month }} className="mb-4" />}
      <Form key={`${page.revision} ${page.q}`} messages={targetMessages} refusals={answer?.refusals} className="grid gap-5">
        <input type="hidden" name="month" value={month} />
        <input type="hidden" name="revision" value={page.revision} />
        <Card title={t("push.chosen")}>
          {chosen.length === 0 && <p className="text-sm text-muted">{t("push.none")}</p>}
          {chosen.map(({ slug, name }) =>
            edits ? (
              <CheckboxField key={slug} name="product" value={slug} defaultChecked label={pick(name, locale)} />
            ) : (
              <p key={slug} className="text-ui">
                {pick(name, locale)}
              </p>
            ),
          )}
        </Card>
        {edits && (
          <Card title={t("push.offered")}>
            {offered.length === 0 && <p className="text-sm text-muted">{t("push.nothing")}</p>}
            {offered.map(({ slug, name }) => (
              <CheckboxField key={slug} name="product" value={slug} label={pick(name, locale)} />
            ))}
          </Card>
        )}
        {edits && (
          <div>
            <Button type="submit" variant="primary">
              {t("push.save")}
            </Button>
          </div>
        )}
      </Form>
    </div>
  );
}
