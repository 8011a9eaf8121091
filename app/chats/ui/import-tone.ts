import type { chatImport } from "@db/schema";
import type { Tone } from "~/ui/tone";

/** How the state of an import looks. */
export const stateTone: Record<(typeof chatImport.$inferSelect)["state"], Tone> = {
  checked: "waiting",
  queued: "neutral",
  reading: "neutral",
  counting: "neutral",
  moving: "neutral",
  done: "neutral",
  failed: "blocked",
  cancelled: "neutral",
  undone: "neutral",
};
