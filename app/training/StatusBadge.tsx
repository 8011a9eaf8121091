import Check from "lucide-react/icons/check";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { Tone } from "~/ui/tone";
import { statusMessages } from "./messages.status";
import type { ActivityKind, ActivityStatus } from "./unlocking";

const tones: Record<Exclude<ActivityStatus, "open">, Tone> = {
  started: "accent",
  submitted: "waiting",
  returned: "blocked",
  done: "neutral",
};

/** Where somebody stands with an activity, in a word. Green is for clearance: what is done is ink with a tick. */
export function StatusBadge({ status, kind }: { status: ActivityStatus; kind: ActivityKind }) {
  const t = useT(statusMessages);
  if (status === "open") return <span className="text-sm text-faint">{t("open")}</span>;
  const isTest = kind === "quiz" || kind === "exam";
  // A test is never signed off: answers of it wait for a person's grade.
  const word = isTest && status === "returned" ? "failed" : isTest && status === "submitted" ? "judging" : status;
  return (
    <Badge tone={tones[status]} icon={status === "done" ? <Check aria-hidden className="size-[1.1em]" /> : undefined}>
      {t(word)}
    </Badge>
  );
}
