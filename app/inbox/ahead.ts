import { type PlainDate, plainDateIn } from "~/platform/dates";
import type { LocalText } from "~/platform/locale";
import { type Calendar, entryDates, type Step } from "~/training/calendar";

/** A trainee on the way, with the practicals that are still to come from them. */
export type OnTheWay = {
  personId: string;
  name: string;
  zone: string;
  startDate: PlainDate;
  /** What an entry of the plan stands for; `practicals` name theirs. */
  step: Step;
  calendar: Calendar;
  practicals: { slug: string; day: number; title: LocalText }[];
};

/** A practical that will wait for somebody: `date` is its day of the plan, the last of its week; `overdue`: that day has passed, so it may come at any moment. */
export type ComingUp = { personId: string; name: string; slug: string; title: LocalText; date: PlainDate; overdue: boolean };

/** What will come next, and when: overdue practicals first, then by date and name. At most `limit`, and no more than two of one person. */
export function comingUp(trainees: readonly OnTheWay[], now: Date, limit: number): ComingUp[] {
  return trainees
    .flatMap((trainee) => {
      const { personId, name, practicals } = trainee;
      const today = plainDateIn(trainee.zone, now);
      const dates = entryDates(trainee.calendar, trainee.startDate, {
        step: trainee.step,
        count: Math.max(0, ...practicals.map((p) => p.day)),
      });
      return practicals
        .flatMap(({ slug, title, day }): ComingUp[] => {
          const date = dates[day - 1]?.at(-1);
          return date ? [{ personId, name, slug, title, date, overdue: date < today }] : [];
        })
        .slice(0, 2);
    })
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.name.localeCompare(b.name, "zh-CN")))
    .slice(0, limit);
}
