/** What a colour says: green only for cleared, amber waits for somebody, red is blocked or forbidden. */
export type Tone = "neutral" | "accent" | "cleared" | "waiting" | "blocked";

/** Text and background of a soft patch in each tone. */
export const softTone: Record<Tone, string> = {
  neutral: "bg-hover text-muted",
  accent: "bg-accent-soft text-accent-ink",
  cleared: "bg-cleared-soft text-cleared-ink",
  waiting: "bg-waiting-soft text-waiting-ink",
  blocked: "bg-blocked-soft text-blocked-ink",
};

/** Text alone in each tone. */
export const inkTone: Record<Tone, string> = {
  neutral: "text-muted",
  accent: "text-accent-ink",
  cleared: "text-cleared-ink",
  waiting: "text-waiting-ink",
  blocked: "text-blocked-ink",
};
