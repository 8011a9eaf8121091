import UsersRound from "lucide-react/icons/users-round";
import FolderOpen from "lucide-react/icons/folder-open";
import BadgeCheck from "lucide-react/icons/badge-check";
import CalendarClock from "lucide-react/icons/calendar-clock";
import CalendarX from "lucide-react/icons/calendar-x";
import CalendarPlus from "lucide-react/icons/calendar-plus";
import Bot from "lucide-react/icons/bot";
import Camera from "lucide-react/icons/camera";
import ClipboardCheck from "lucide-react/icons/clipboard-check";
import ClipboardList from "lucide-react/icons/clipboard-list";
import ClipboardX from "lucide-react/icons/clipboard-x";
import DoorOpen from "lucide-react/icons/door-open";
import FilePen from "lucide-react/icons/file-pen";
import MessageSquareQuote from "lucide-react/icons/message-square-quote";
import MessageSquareText from "lucide-react/icons/message-square-text";
import FileWarning from "lucide-react/icons/file-warning";
import ListTree from "lucide-react/icons/list-tree";
import KeyRound from "lucide-react/icons/key-round";
import MessagesSquare from "lucide-react/icons/messages-square";
import PackageOpen from "lucide-react/icons/package-open";
import PackageX from "lucide-react/icons/package-x";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import Gauge from "lucide-react/icons/gauge";
import Gavel from "lucide-react/icons/gavel";
import Split from "lucide-react/icons/split";
import Scale from "lucide-react/icons/scale";
import RefreshCcwDot from "lucide-react/icons/refresh-ccw-dot";
import Repeat from "lucide-react/icons/repeat-2";
import ShieldAlert from "lucide-react/icons/shield-alert";
import Webhook from "lucide-react/icons/webhook";
import type { WorkKind } from "~/work/kinds";

const icons: Record<WorkKind, typeof Camera> = {
  practical: Camera,
  exam_code: KeyRound,
  attempts_used: RotateCcw,
  plan_missing: CalendarPlus,
  desk_gate: DoorOpen,
  grading: ClipboardCheck,
  second_grading: ClipboardList,
  reconciliation: Split,
  calibration: Scale,
  meeting: UsersRound,
  case_action: FolderOpen,
  action_overdue: FolderOpen,
  dispute: Gavel,
  dispute_overdue: Gavel,
  gradings_used: ClipboardX,
  activation_gate: BadgeCheck,
  probation_end: CalendarClock,
  clearance_lapsed: ShieldAlert,
  clearance_warning: CalendarX,
  answers: MessageSquareText,
  remedial_overdue: Repeat,
  simulation: MessagesSquare,
  appeal: Scale,
  appeal_content: Scale,
  regrade_after_decision: RefreshCcwDot,
  evidence_broken: FileWarning,
  level_proposal: ListTree,
  quota_review: Gauge,
  workload: Gauge,
  chat_breach: ShieldAlert,
  chat_calibration: Scale,
  kpi_publish: CalendarPlus,
  kpi_close: CalendarClock,
  kpi_dispute: Gavel,
  kpi_dispute_late: CalendarX,
  chat_dispute: Gavel,
  conduct_appeal: Gavel,
  conduct_threshold: ShieldAlert,
  script: MessageSquareQuote,
  webhook_failing: Webhook,
  robot_failing: Bot,
  content_material: FilePen,
  entitlement_overdue: PackageOpen,
  entitlement_return: PackageX,
};

/** The picture of a kind of work. Decorative: its name stands beside it. */
export function KindIcon({ kind, className }: { kind: WorkKind; className?: string }) {
  const Icon = icons[kind];
  return <Icon aria-hidden className={className} />;
}
