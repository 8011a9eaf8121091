import { useT } from "~/platform/use-locale";
import { draftMessages } from "../../messages.drafts";
import type { SaveStatus } from "./use-draft-save";

/** Where what is typed stands now. */
export function SaveLine({ status, draftId }: { status: SaveStatus; draftId: string }) {
  const t = useT(draftMessages);
  return (
    <span role="status" className="min-w-0 text-sm text-muted">
      {t(`save.${status}`)}{" "}
      {status === "signed_out" && (
        <a href={`/sign-in?next=${encodeURIComponent(`/scripts/drafts/${draftId}`)}&kept=1`} className="link">
          {t("save.sign_in")}
        </a>
      )}
    </span>
  );
}
