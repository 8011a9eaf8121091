import BookOpen from "lucide-react/icons/book-open";
import Camera from "lucide-react/icons/camera";
import GraduationCap from "lucide-react/icons/graduation-cap";
import ListChecks from "lucide-react/icons/list-checks";
import Signature from "lucide-react/icons/signature";
import { curriculumMessages } from "~/curriculum/messages";
import { useT } from "~/platform/use-locale";
import type { ActivityKind } from "./unlocking";

const icons = { lesson: BookOpen, practical: Camera, acknowledgement: Signature, quiz: ListChecks, exam: GraduationCap } as const;

/** The sign of a kind of activity, named for those who hear it. */
export function KindIcon({ kind, className = "size-5" }: { kind: ActivityKind; className?: string }) {
  const t = useT(curriculumMessages);
  const Icon = icons[kind];
  return <Icon role="img" aria-label={t(`kind.${kind}`)} className={`shrink-0 text-muted ${className}`} />;
}
