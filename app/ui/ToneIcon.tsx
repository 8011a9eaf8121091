import CircleCheck from "lucide-react/icons/circle-check";
import Clock from "lucide-react/icons/clock";
import Info from "lucide-react/icons/info";
import OctagonX from "lucide-react/icons/octagon-x";
import { classes } from "./classes";
import type { Tone } from "./tone";

const icons = { neutral: Info, accent: Info, cleared: CircleCheck, waiting: Clock, blocked: OctagonX };

/** The shape that goes with a tone, so that colour never speaks alone. */
export function ToneIcon({ tone, className }: { tone: Tone; className?: string }) {
  const Icon = icons[tone];
  return <Icon aria-hidden className={classes("shrink-0", className ?? "size-4")} />;
}
