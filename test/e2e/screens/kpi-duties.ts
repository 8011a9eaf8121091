import { at, followed, type Screen } from "./screen";

/** Beside the scores: quota, the score of a supervisor, workload. */
export const kpiDutyScreens: Screen[] = [
  { name: "quota-reviews", role: "manager", open: at("/kpi/quota") },
  {
    name: "quota-own",
    role: "agent",
    open: async (page) => {
      await page.goto("/kpi");
      await followed(page, 'main a[href^="/kpi/quota/"]');
    },
  },
  {
    name: "supervisor-score",
    role: "supervisor",
    open: async (page) => {
      await page.goto("/kpi");
      await followed(page, 'main a[href^="/kpi/supervisors/"]');
    },
  },
  { name: "workload", role: "manager", open: at("/kpi/workload") },
];
