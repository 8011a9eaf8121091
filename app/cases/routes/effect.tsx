import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { problem } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { PageHeader } from "~/ui/PageHeader";
import { measureOf } from "../effect-view";
import { effectPage } from "../effects-page.server";
import { effectMessages } from "../messages.effects";
import { reachOf } from "../reach";
import { lossReasons } from "../reasons";
import { DrilledAndNot } from "../ui/DrilledAndNot";
import { EffectRow } from "../ui/EffectRow";
import { ReasonChart } from "../ui/ReasonChart";

export const meta: MetaFunction = () => [{ title: "作用如何 · What it did — 上岗 Deskready" }];

/** What one action did to each reason of its case. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "cases:effects");
  const { actionId } = args.params;
  const page = isId(actionId) ? await effectPage(db(), reachOf(actor), actionId, clock.now()) : null;
  if (!page) throw problem(404, "not_found");
  return page;
}

export default function OneEffect() {
  const { action, effects } = useLoaderData<typeof loader>();
  const t = useT(effectMessages);
  const say: (key: string) => string = useT<string>(effectMessages);
  const { locale } = useReader();
  const kind = say(`kind.${action.kind}`);
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader title={t("one.title", { kind })} back={{ to: "/cases/effects", label: t("title") }} />
      {effects.length === 0 && <p>{t("one.none")}</p>}
      <div className="grid gap-4">
        {effects.map(({ action: measured, weeks, drilled }) => (
          <Card key={measured.reason} title={pick(lossReasons[measured.reason].name, locale)}>
            <EffectRow action={measured} measure={measureOf(measured.reason)} />
            <h3 className="mt-4 mb-2 text-sm font-medium">{t("one.weeks")}</h3>
            <ReasonChart
              reason={measured.reason}
              measure={measureOf(measured.reason)}
              weeks={weeks}
              marks={[{ mark: "A", day: measured.done, kind, verdict: measured.effect.verdict }]}
            />
            {drilled && <DrilledAndNot drilled={drilled} />}
          </Card>
        ))}
      </div>
    </div>
  );
}
