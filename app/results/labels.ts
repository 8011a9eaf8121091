import type { Measures } from "@db/schema";
import type { Translate } from "~/platform/messages";
import { measuresByPart } from "./measures";
import type { measureMessages } from "./messages.measures";

type Say = Translate<keyof (typeof measureMessages)["texts"]["en"]>;
type Key = Parameters<Say>[0];

/** A field of a mapping in words. */
export function fieldLabel(t: Say, field: string): string {
  const [room = "", measure = "", group] = field.split(".");
  if (measure === "") return t(`key.${field}` as Key);
  if (room === "rate") return t(field as Key);
  return [t(`part.${room}` as Key), t(`measure.${measure}` as Key), ...(group ? [t(`group.${group}` as Key)] : [])].join(" · ");
}

/** A measure's value as people read it: yuan with two places, times in seconds, else the whole number. */
export function shownMeasure(measure: string, value: number): string {
  if (measure.endsWith("Fen"))
    return `${value < 0 ? "-" : ""}¥${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, "0")}`;
  if (measure.endsWith("Ms")) return `${Number((value / 1000).toFixed(1))} s`;
  return String(value);
}

const order: readonly string[] = Object.values(measuresByPart).flat();

/** Measures as their part lists them: the denominator first. */
export function inOrder(measures: Measures): [string, number][] {
  return Object.entries(measures).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}

/** Measures in a line: "inquiries 40 · paid in the end 30". */
export function measuresLine(t: Say, measures: Measures): string {
  return inOrder(measures)
    .map(([measure, value]) => `${t(`measure.${measure}` as Key)} ${shownMeasure(measure, value)}`)
    .join(" · ");
}

/** Days in words of an address: one day, or the first and the last. */
export function daysLine(from: string, to: string): string {
  return from === to ? from : `${from} – ${to.slice(5)}`;
}
