import { at, followed, type Screen } from "./screen";

/** What is drawn of many months, and one's own beside them. */
export const boardsScreens: Screen[] = [
  { name: "kpi-hub", role: "manager", open: at("/kpi") },
  { name: "kpi-board", role: "manager", open: at("/kpi/board") },
  { name: "kpi-training", role: "manager", open: at("/kpi/training") },
  {
    name: "kpi-trend",
    role: "agent",
    open: async (page) => {
      await page.goto("/kpi");
      await followed(page, 'main a[href^="/kpi/trend/"]');
    },
  },
];
