import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { figureHistory } from "../figure-list.server";
import { daysLine, inOrder, shownMeasure } from "../labels";
import { figureMessages } from "../messages.figures";
import { measureMessages } from "../messages.measures";
import { plainMeasures, useSource } from "../ui/FigureTable";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** One figure: what it says, from where, and all that it said before. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "results:view");
  const [figure, locale] = await Promise.all([figureHistory(db(), actor.roles, idParam(args.params.figureId)), requestLocale(args)]);
  if (!figure) throw problem(404, "not_found");
  return { title: translate(figureMessages, locale)("title"), figure };
}

export default function Figure() {
  const { figure } = useLoaderData<typeof loader>();
  const t = useT(figureMessages);
  const say = useT(measureMessages);
  const sourceOf = useSource();
  const { locale, zone } = useReader();
  const when = (at: Date | string) => formatDateTime(new Date(at), locale, zone);
  return (
    <>
      <PageHeader
        title={t("history.title", { name: figure.agent, part: say(`part.${figure.part}`) })}
        detail={`${figure.store} · ${daysLine(figure.from, figure.to)}`}
        back={{ to: "/results", label: t("title") }}
      />
      <div className="grid max-w-3xl gap-5">
        {figure.isClosed && <Notice tone="waiting">{t("history.closed", { month: figure.from.slice(0, 7) })}</Notice>}
        <Card title={t("history.now")}>
          <Measured measures={plainMeasures(figure.measures)} />
          <p className="mt-3 text-sm text-muted">
            {sourceOf(figure)} · {t("history.since", { when: when(figure.at) })}
          </p>
        </Card>
        <Card title={t("history.before")}>
          {figure.past.length === 0 && <p className="text-ui text-muted">{t("history.none")}</p>}
          <ol className="grid gap-5">
            {figure.past.map((one) => (
              <li key={one.id} className="border-s-2 border-line ps-4">
                <p className="mb-2 text-sm text-muted">
                  {t(`history.${one.ending}`)} · {t("history.by", { name: one.endedBy ?? say("nobody"), when: when(one.endedAt) })}
                  {one.fileName && ` · ${t("history.import", { file: one.fileName })}`}
                </p>
                <Measured measures={plainMeasures(one.measures)} />
                {one.reason && <p className="mt-2 text-sm">{t("history.reason", { reason: one.reason })}</p>}
              </li>
            ))}
          </ol>
        </Card>
      </div>
    </>
  );
}

function Measured({ measures }: { measures: Record<string, number> }) {
  const say = useT(measureMessages);
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4">
      {inOrder(measures).map(([measure, value]) => (
        <div key={measure}>
          <dt className="text-sm text-muted">{say(`measure.${measure}` as "measure.paid")}</dt>
          <dd className="text-ui font-semibold tabular-nums">{shownMeasure(measure, value)}</dd>
        </div>
      ))}
    </dl>
  );
}
