import CircleCheck from "lucide-react/icons/circle-check";
import CloudOff from "lucide-react/icons/cloud-off";
import LogIn from "lucide-react/icons/log-in";
import OctagonX from "lucide-react/icons/octagon-x";
import PencilLine from "lucide-react/icons/pencil-line";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { Spinner } from "~/ui/Spinner";
import { editMessages } from "../messages.edit";
import type { SaveStatus } from "./use-autosave";

const shapes = { saved: CircleCheck, pending: PencilLine, saving: null, offline: CloudOff, signed_out: LogIn, refused: OctagonX } as const;
const tones: Partial<Record<SaveStatus, string>> = {
  offline: "text-waiting-ink",
  signed_out: "text-waiting-ink",
  refused: "text-blocked-ink",
};

/** Whether what was typed has arrived. */
export function SaveLine({ status }: { status: SaveStatus }) {
  const t = useT(editMessages);
  const Shape = shapes[status];
  return (
    <span role="status" className={classes("inline-flex min-w-0 items-center gap-1.5 text-sm", tones[status] ?? "text-muted")}>
      {Shape ? <Shape aria-hidden className="size-4 shrink-0" /> : <Spinner className="size-4" />}
      {t(`save.${status}`)}
    </span>
  );
}
