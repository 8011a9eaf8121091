import { formatDay } from "~/platform/format";
import type { Locale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { todayMessages } from "./messages";
import { saidMessages } from "./messages.said";
import type { TodayView } from "./view";

/** A notice in the reader's language. */
export type Said = { tone: "neutral" | "waiting"; title: string; body: string };

/** What kind of day it is, where it is not simply a day of work. */
export function announcementOf(view: TodayView, locale: Locale): Said | null {
  const t = translate(saidMessages, locale);
  const { upcoming } = view;
  const { step } = view.line;
  const on = (date: string | null | undefined) => (date ? formatDay(date, locale) : null);
  const plain = (title: string, body: string): Said => ({ tone: "neutral", title, body });
  switch (view.kind) {
    case "work":
      return null;
    case "before": {
      const date = on(upcoming?.date);
      return plain(date ? t("state.before_title", { date }) : t("state.before_no_date"), t("state.before_body"));
    }
    case "leave":
    case "off": {
      const date = on(view.resumesOn);
      const body = date ? t(view.kind === "leave" ? "state.leave_body" : "state.off_body", { date }) : t("state.no_resume");
      return plain(t(view.kind === "leave" ? "state.leave_title" : "state.off_title"), view.next ? `${body} ${t("state.catch_up")}` : body);
    }
    case "waiting": {
      const ui = translate(todayMessages, locale);
      const names = view.supervisors.join(ui("join"));
      return { tone: "waiting", title: t("state.waiting_title"), body: names ? t("state.waiting_body", { names }) : ui("waiting.nobody") };
    }
    case "finished": {
      const date = on(upcoming?.date);
      const next = upcoming && date ? t(`state.finished_next_${step}`, { day: upcoming.day, date, title: upcoming.title }) : null;
      return plain(t(`state.finished_title_${step}`), next ?? t(`state.finished_last_${step}`));
    }
    case "complete":
      return plain(t("state.complete_title"), t("state.complete_body"));
  }
}

type State = "invited" | "training" | "probation" | "active" | "suspended" | "left" | null;

/** Where an agent stands who has no plan to walk today. */
export function standingOf(state: State, clearance: "none" | "supervised" | "full", locale: Locale): { title: string; body: string } {
  const t = translate(saidMessages, locale);
  // Clearance may lapse by itself while the state stays.
  const lapsed = (state === "active" && clearance !== "full") || (state === "probation" && clearance === "none");
  const key = lapsed ? "lapsed" : (state ?? "active");
  return { title: t(`none.${key}_title`), body: t(`none.${key}_body`) };
}
