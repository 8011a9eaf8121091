import CircleCheck from "lucide-react/icons/circle-check";
import CloudOff from "lucide-react/icons/cloud-off";
import LogIn from "lucide-react/icons/log-in";
import OctagonX from "lucide-react/icons/octagon-x";
import PencilLine from "lucide-react/icons/pencil-line";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { Spinner } from "~/ui/Spinner";
import { editMessages } from "../messages.edit";
import { type SaveStatus, signInFor } from "./use-autosave";

const shapes = {
  saved: CircleCheck,
  pending: PencilLine,
  saving: null,
  offline: CloudOff,
  unreached: CloudOff,
  signed_out: LogIn,
  refused: OctagonX,
} as const;
const tones: Partial<Record<SaveStatus, string>> = {
  offline: "text-waiting-ink",
  unreached: "text-waiting-ink",
  signed_out: "text-waiting-ink",
  refused: "text-blocked-ink",
};

/** Whether what was typed has arrived; what to do where it has not. */
export function SaveLine({ status, address, onSee }: { status: SaveStatus; address: string; onSee: () => void }) {
  const t = useT(editMessages);
  const Shape = shapes[status];
  return (
    <span className={classes("inline-flex min-w-0 flex-wrap items-center gap-x-1.5 text-sm", tones[status] ?? "text-muted")}>
      {Shape ? <Shape aria-hidden className="size-4 shrink-0" /> : <Spinner className="size-4" />}
      <span role="status" className="min-w-0">
        {t(`save.${status}`)}
      </span>
      {status === "refused" && (
        <button type="button" onClick={onSee} className="link min-h-6">
          {t("stale.see")}
        </button>
      )}
      {status === "signed_out" && (
        <a href={signInFor(address)} className="link">
          {t("save.sign_in")}
        </a>
      )}
    </span>
  );
}
