import type { Names } from "../months/names.server";

type About = { about: "metric" | "shares" | "days"; storeId: string | null; metric: string | null };
type Say = (key: "about.shares" | "about.days") => string;

/** What is disputed, in words: store and metric, the shares, the days. */
export function disputedText({ about, storeId, metric }: About, names: Names, say: Say): string {
  if (about !== "metric") return say(`about.${about}`);
  return [names.stores[storeId ?? ""] ?? "", names.metrics[metric ?? ""] ?? metric ?? ""].filter(Boolean).join(" · ");
}
