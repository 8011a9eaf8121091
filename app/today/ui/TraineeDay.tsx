import { formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { ProgressLine } from "~/ui/ProgressLine";
import { todayMessages } from "../messages";
import type { BankToday } from "../bank.server";
import type { GateCard } from "../page.server";
import type { Said } from "../said";
import type { TodayView } from "../view";
import { DeskCard } from "./DeskCard";
import { NextCard } from "./NextCard";
import { TodayList } from "./TodayList";

type TraineeDayProps = {
  view: TodayView;
  announcement: Said | null;
  bank: BankToday | null;
  gate: GateCard | null;
  personId: string;
};

/** A trainee's day: where they are, the one next thing, the rest of the day, and how far the desk is. */
export function TraineeDay({ view, announcement, bank, gate, personId }: TraineeDayProps) {
  const t = useT(todayMessages);
  const { locale } = useReader();
  const { line } = view;
  const names = view.supervisors.join(t("join"));
  return (
    <>
      <h1 className="sr-only">{t("title")}</h1>
      <header className="mb-6">
        <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
          <p className="font-semibold tabular-nums">
            {view.day === 0
              ? t(`head.before_${line.step}`, { title: view.planTitle, days: view.days })
              : t(`head.${line.step}`, { day: view.day, days: view.days, phase: view.phase })}
          </p>
          {view.lateDays > 0 && <Badge tone="blocked">{t("head.late", { count: view.lateDays })}</Badge>}
        </div>
        <ProgressLine days={line.days} gates={line.gates} today={line.today} step={line.step} />
      </header>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-5">
          {bank?.only && !view.next ? (
            <Card raised>
              <h2 className="text-lg font-semibold">{bank.only.title}</h2>
              <p className="mt-1 text-muted">{bank.only.text}</p>
              <LinkButton to="/drill" variant="primary" size="lg" className="mt-4 max-sm:w-full">
                {bank.only.label}
              </LinkButton>
            </Card>
          ) : (
            announcement && (
              <Notice tone={announcement.tone} title={announcement.title}>
                {announcement.body}
              </Notice>
            )
          )}
          {view.next && <NextCard next={view.next} />}
          {(view.then.length > 0 || bank?.work) && (
            <Card
              title={thenTitle(view, t)}
              action={
                view.minutesLeft > 0 && (
                  <span className="text-sm text-muted tabular-nums">
                    {t("then.left", { time: formatMinutes(view.minutesLeft, locale) })}
                  </span>
                )
              }
              flush
            >
              <TodayList lines={view.then} work={bank?.work} />
            </Card>
          )}
        </div>
        <div className="grid gap-5">
          {view.waiting.length > 0 && (
            <Card title={t("waiting.title")} flush>
              <p className="px-4 pb-3 text-sm text-muted sm:px-5">{names ? t("waiting.names", { names }) : t("waiting.nobody")}</p>
              <div className="border-t border-line">
                <TodayList lines={view.waiting} />
              </div>
            </Card>
          )}
          {gate && <DeskCard gate={gate} personId={personId} activities={{ done: view.done, of: view.of }} line={bank?.line} />}
        </div>
      </div>
    </>
  );
}

function thenTitle(view: TodayView, t: ReturnType<typeof useT<keyof typeof todayMessages.texts.en>>): string {
  const { shown, kind, day } = view;
  const { step } = view.line;
  if (!shown || shown.day === day) return t(`then.today_${step}`);
  return kind === "before" ? t(`then.first_${step}`, { day: shown.day }) : t(`then.${step}`, { day: shown.day, title: shown.title });
}
