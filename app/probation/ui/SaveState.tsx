import CircleCheck from "lucide-react/icons/circle-check";
import CloudOff from "lucide-react/icons/cloud-off";
import LogIn from "lucide-react/icons/log-in";
import OctagonX from "lucide-react/icons/octagon-x";
import PencilLine from "lucide-react/icons/pencil-line";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { Spinner } from "~/ui/Spinner";
import { sheetMessages } from "../messages.sheet";
import type { DraftStatus } from "./draft-keeper";

const shapes = { saved: CircleCheck, pending: PencilLine, saving: null, offline: CloudOff, signed_out: LogIn, refused: OctagonX } as const;

/** Whether what was graded has arrived. */
export function SaveState({ status, className }: { status: DraftStatus; className?: string }) {
  const t = useT(sheetMessages);
  const Shape = shapes[status];
  const loud =
    status === "offline" || status === "signed_out" ? "text-waiting-ink" : status === "refused" ? "text-blocked-ink" : "text-muted";
  return (
    <span role="status" className={classes("inline-flex min-w-0 items-center gap-1.5 text-xs", loud, className)}>
      {Shape ? <Shape aria-hidden className="size-4 shrink-0" /> : <Spinner className="size-4" />}
      <span>{t(`state.${status}`)}</span>
      {status === "signed_out" && (
        <a className="link" href="/sign-in">
          {t("state.sign_in")}
        </a>
      )}
    </span>
  );
}
