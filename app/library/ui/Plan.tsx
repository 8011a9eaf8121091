import { formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { ItemView, Ref } from "../item.server";
import { libraryMessages } from "../messages";
import { Lines, RefLink, refOf, useSay } from "./parts";

type PlanView = Extract<ItemView, { kind: "plan" }>;
type Day = PlanView["body"]["days"][number];
type Step = PlanView["body"]["step"];

/** A plan by its phases: each day (or week) with its goal and what is done on it. */
export function PlanItem({ view: { body, refs } }: { view: PlanView }) {
  const t = useT(libraryMessages);
  const say = useSay();
  const named = (slug: string) => {
    const activity = body.days.flatMap((d) => d.activities).find((a) => a.slug === slug);
    const title = activity && refs[`${activity.kind} ${activity.ref}`]?.title;
    return title ? say(title) : slug;
  };
  return (
    <>
      <Lines text={body.description} />
      {body.phases.map((phase) => (
        <section key={phase.slug} className="mt-6">
          <h3 className="text-base font-semibold">
            {t(`phase_${phase.from === phase.to ? "one" : "more"}_${body.step}`, {
              title: say(phase.title),
              from: phase.from,
              to: phase.to,
            })}
          </h3>
          <ol className="mt-2 space-y-4">
            {body.days
              .filter((d) => phase.from <= d.day && d.day <= phase.to)
              .map((day) => (
                <li key={day.day} className="border-s-2 border-line ps-4">
                  <DayOfPlan day={day} step={body.step} refs={refs} opensAfter={day.opens_after_accepted.map(named)} />
                </li>
              ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function DayOfPlan({ day, step, refs, opensAfter }: { day: Day; step: Step; refs: Record<string, Ref>; opensAfter: string[] }) {
  const t = useT(libraryMessages);
  const say = useSay();
  const { locale } = useReader();
  const minutes = day.activities.reduce((sum, a) => sum + a.minutes, 0);
  return (
    <>
      <h4 className="text-ui font-medium">
        <span className="text-muted">{t(step, { day: day.day })}</span> · {say(day.title)}
      </h4>
      <p className="mt-0.5 text-sm text-muted">{say(day.goal)}</p>
      {opensAfter.length > 0 && <p className="mt-1 text-sm text-waiting-ink">{t("opens_after", { titles: opensAfter.join(", ") })}</p>}
      <ul className="mt-2 space-y-1 text-sm">
        {day.activities.map((a) => (
          <li key={a.slug} className="flex flex-wrap items-baseline gap-x-3">
            <span className="w-24 shrink-0 text-muted">{t(`one.${a.kind}`)}</span>
            <span className="min-w-32 flex-1">
              <RefLink to={refOf(refs, a.kind, a.ref)} /> {!a.mandatory && <Badge>{t("optional")}</Badge>}
            </span>
            <span className="text-muted tabular-nums">{formatMinutes(a.minutes, locale)}</span>
          </li>
        ))}
      </ul>
      <p className="mt-1 text-end text-xs text-faint">{t("total", { time: formatMinutes(minutes, locale) })}</p>
    </>
  );
}
