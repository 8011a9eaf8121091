import type { figureImport } from "@db/schema";
import type { Tone } from "~/ui/tone";

/** How the state of an import looks. */
export const stateTone: Record<(typeof figureImport.$inferSelect)["state"], Tone> = {
  checked: "waiting",
  queued: "neutral",
  done: "neutral",
  failed: "blocked",
  cancelled: "neutral",
  taken_back: "neutral",
};
