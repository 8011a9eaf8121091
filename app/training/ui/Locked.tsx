import CalendarClock from "lucide-react/icons/calendar-clock";
import Hourglass from "lucide-react/icons/hourglass";
import Layers from "lucide-react/icons/layers";
import ListTodo from "lucide-react/icons/list-todo";
import MessagesSquare from "lucide-react/icons/messages-square";
import PenLine from "lucide-react/icons/pen-line";
import type { ReactNode } from "react";
import { formatDay, formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import type { Step } from "../calendar";
import { trainingMessages } from "../messages";
import type { LockView } from "../next";
import type { DeskWork } from "../unlocking";
import { ActivityList, ActivityRow } from "./ActivityRow";

const SHOWN = 6;

/** Why an activity is not open, what mends it, with links and the time it takes. */
export function Locked({
  day,
  step,
  locks,
  supervisors,
}: {
  day: number;
  step: Step;
  locks: readonly LockView[];
  supervisors: readonly string[];
}) {
  const t = useT(trainingMessages);
  return (
    <div className="grid max-w-2xl gap-4">
      <p className="text-muted">{t(`lock.lead_${step}`, { day })}</p>
      {locks.map((lock) => (
        <Lock key={lock.code} lock={lock} step={step} supervisors={supervisors} />
      ))}
    </div>
  );
}

function Lock({ lock, step, supervisors }: { lock: LockView; step: Step; supervisors: readonly string[] }) {
  const t = useT(trainingMessages);
  const { locale } = useReader();
  const names = supervisors.join(t("page.and"));
  if (lock.code === "date") {
    return (
      <Reason icon={<CalendarClock aria-hidden />}>
        {lock.date ? t(`lock.date_${step}`, { date: formatDay(lock.date, locale) }) : t("lock.date_unknown")}
      </Reason>
    );
  }
  const work = lock.code === "desk_exam" ? lock.work.map((one) => <WorkOpen key={one} work={one} />) : [];
  if (work.length > 0 && lock.own.length + lock.others.length === 0) return work;
  const time = formatMinutes(lock.minutes, locale);
  const sentence = {
    own_work: () => t(`lock.own_work_${step}`, { day: lock.code === "own_work" ? lock.day : 0, time }),
    needs_acceptance: () => {
      const again = lock.own[0];
      return again
        ? t("lock.needs_again", { title: again.title, time })
        : t(names ? "lock.needs_acceptance" : "lock.needs_acceptance_nobody", { title: lock.others[0]?.title, names });
    },
    desk_exam: () => t("lock.desk_exam", { count: lock.own.length + lock.others.length, time }),
  }[lock.code]();
  const parts = [
    { title: t("lock.own_part"), lines: lock.own },
    { title: names ? t("lock.others_part", { names }) : t("lock.others_part_nobody"), lines: lock.others },
  ].filter((part) => part.lines.length > 0);
  const reason = (
    <Reason icon={lock.own.length > 0 ? <ListTodo aria-hidden /> : <Hourglass aria-hidden />} text={sentence}>
      {parts.map((part) => (
        <div key={part.title} className="border-t border-line">
          <h3 className="px-4 pt-3 text-sm text-muted sm:px-5">{part.title}</h3>
          <ActivityList>
            {part.lines.slice(0, SHOWN).map((line) => (
              <ActivityRow key={line.slug} activity={line} />
            ))}
          </ActivityList>
          {part.lines.length > SHOWN && (
            <p className="px-4 pb-3 text-sm text-muted sm:px-5">{t("lock.and_more", { count: part.lines.length - SHOWN })}</p>
          )}
        </div>
      ))}
    </Reason>
  );
  return (
    <>
      {reason}
      {work}
    </>
  );
}

const places: Record<DeskWork, { to: string; icon: ReactNode }> = {
  bank: { to: "/drill", icon: <Layers aria-hidden /> },
  simulations: { to: "/simulator", icon: <MessagesSquare aria-hidden /> },
  scripts: { to: "/scripts/mine", icon: <PenLine aria-hidden /> },
};

/** What the gate asks beside the plan: only doing it mends it. */
function WorkOpen({ work }: { work: DeskWork }) {
  const t = useT(trainingMessages);
  const { to, icon } = places[work];
  return (
    <Reason icon={icon} text={t(`lock.${work}`)}>
      <p className="px-4 pb-4 sm:px-5">
        <LinkButton to={to}>{t(`lock.${work}_go`)}</LinkButton>
      </p>
    </Reason>
  );
}

function Reason({ icon, text, children }: { icon: ReactNode; text?: string; children: ReactNode }) {
  return (
    <Card flush>
      <p className="flex items-start gap-3 px-4 py-4 sm:px-5 [&_svg]:mt-[0.15em] [&_svg]:size-5 [&_svg]:shrink-0 [&_svg]:text-muted">
        {icon}
        <span className="min-w-0">{text ?? children}</span>
      </p>
      {text !== undefined && children}
    </Card>
  );
}
