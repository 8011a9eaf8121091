import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { type PastAnswer, questionHistory, type QuestionHistory } from "~/drill/history.server";
import { QuestionPlayer } from "~/drill/types/players";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Fold } from "~/ui/Fold";
import { PageHeader } from "~/ui/PageHeader";
import { masteryMessages } from "../messages.mastery";

export const meta: MetaFunction = () => [{ title: "答题记录 · Answers — 上岗 Deskready" }];

/** What somebody answered to one question of their bank. The key of a question that they never answered is not in it. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "training:view", { personId });
  const history = await questionHistory(db(), personId, args.params.slug ?? "", { now: clock.now(), locale: await requestLocale(args) });
  if (!history) throw problem(404, "not_found");
  return { back: actor.personId === personId ? "/mastery" : `/mastery/${personId}`, history };
}

export default function QuestionHistoryPage() {
  const { back, history } = useLoaderData<typeof loader>();
  const t = useT(masteryMessages);
  const { answers } = history;
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={<span className="whitespace-pre-line">{history.stem}</span>}
        detail={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Badge tone={tones[history.mastery]}>{t(`state.${history.mastery}`)}</Badge>
            <span className="tabular-nums">{t("history.target", { seconds: Math.round(history.targetMs / 1000) })}</span>
          </span>
        }
        back={{ to: back, label: t("history.back") }}
      />
      {answers.length === 0 ? (
        <EmptyState title={t("history.never")}>{t("history.never_body")}</EmptyState>
      ) : (
        <>
          <h2 className="mb-3 text-base font-semibold">{t("history.title")}</h2>
          <ol className="grid gap-3">
            {answers.map((one) => (
              <li key={one.id}>
                <One one={one} />
              </li>
            ))}
          </ol>
          {answers.length > 9 && <p className="mt-3 text-sm text-muted">{t("history.last", { count: answers.length })}</p>}
        </>
      )}
    </div>
  );
}

const tones = { new: "neutral", learning: "neutral", slow: "accent", forgotten: "waiting", fluent: "accent" } as const satisfies Record<
  QuestionHistory["mastery"],
  string
>;

function One({ one }: { one: PastAnswer }) {
  const t = useT(masteryMessages);
  const { locale, zone } = useReader();
  const { verdict } = one;
  const state = verdict.undecided ? "waiting" : verdict.correct ? "right" : "wrong";
  const tone = { waiting: "waiting", right: "cleared", wrong: "blocked" } as const;
  return (
    <Card>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted tabular-nums">
        <Badge tone={tone[state]}>{t(`history.${state}`)}</Badge>
        <span>{t("history.took", { ms: Math.round(one.ms / 1000) })}</span>
        <span>{formatDateTime(one.at, locale, zone)}</span>
        {one.offline && <span>{t("history.offline")}</span>}
      </p>
      <Fold summary={t("history.look")} className="mt-2">
        <div className="mt-2">
          <QuestionPlayer view={one.view} answer={one.answer} verdict={verdict} />
        </div>
      </Fold>
    </Card>
  );
}
