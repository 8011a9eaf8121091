import type { Tone } from "~/ui/tone";

/** From where on a wait is drawn in amber and in red: the first reply that the KPI gives 60 % for, and the one that it gives nothing for (2-domain, "Monthly KPI"). */
const AMBER_MS = 60_000;
const RED_MS = 180_000;

/** How a wait looks. */
export function waitTone(ms: number | null): Tone {
  if (ms === null || ms < AMBER_MS) return "neutral";
  return ms < RED_MS ? "waiting" : "blocked";
}

/** Minutes and seconds, "0:42", "12:05". */
export function waitText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
