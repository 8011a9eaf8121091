import { formatDay, formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import { ProgressLine } from "~/ui/ProgressLine";
import { todayMessages } from "../messages";
import type { GateCard } from "../page.server";
import type { TodayView } from "../view";
import { DeskCard } from "./DeskCard";
import { NextCard } from "./NextCard";
import { TodayList } from "./TodayList";

/** A trainee's day: where they are, the one next thing, the rest of the day, and how far the desk is. */
export function TraineeDay({ view, gate, personId }: { view: TodayView; gate: GateCard | null; personId: string }) {
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
          <Announcement view={view} names={names} />
          {view.next && <NextCard next={view.next} />}
          {view.then.length > 0 && (
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
              <TodayList lines={view.then} />
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
          {gate && <DeskCard gate={gate} personId={personId} activities={{ done: view.done, of: view.of }} />}
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

/** What kind of day it is, where it is not simply a day of work. */
function Announcement({ view, names }: { view: TodayView; names: string }) {
  const t = useT(todayMessages);
  const { locale } = useReader();
  const on = (date: string | null) => date && formatDay(date, locale);
  const more = view.next ? t("state.catch_up") : null;
  switch (view.kind) {
    case "work":
      return null;
    case "before": {
      const date = on(view.upcoming?.date ?? null);
      return <Notice title={date ? t("state.before_title", { date }) : t("state.before_no_date")}>{t("state.before_body")}</Notice>;
    }
    case "leave":
    case "off": {
      const date = on(view.resumesOn);
      return (
        <Notice title={t(view.kind === "leave" ? "state.leave_title" : "state.off_title")}>
          {date ? t(view.kind === "leave" ? "state.leave_body" : "state.off_body", { date }) : t("state.no_resume")} {more}
        </Notice>
      );
    }
    case "waiting":
      return (
        <Notice tone="waiting" title={t("state.waiting_title")}>
          {names ? t("state.waiting_body", { names }) : t("waiting.nobody")}
        </Notice>
      );
    case "finished": {
      const { upcoming } = view;
      const { step } = view.line;
      const date = on(upcoming?.date ?? null);
      return (
        <Notice title={t(`state.finished_title_${step}`)}>
          {upcoming && date
            ? t(`state.finished_next_${step}`, { day: upcoming.day, date, title: upcoming.title })
            : t(`state.finished_last_${step}`)}
        </Notice>
      );
    }
    case "complete":
      return <Notice title={t("state.complete_title")}>{t("state.complete_body")}</Notice>;
  }
}
