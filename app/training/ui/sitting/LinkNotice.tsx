import { useLocation } from "@remix-run/react";
import { drillMessages } from "~/drill/messages";
import { sittingMessages } from "~/drill/messages.sitting";
import { useT } from "~/platform/use-locale";
import { buttonStyle } from "~/ui/button-style";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import type { Link } from "./use-answers";

type LinkNoticeProps = { link: Link; restored: boolean; losses: number; slug: string; sittingId: string };

/** What stands between the answers and the server, said plainly; and that leaving the window was noted. */
export function LinkNotice({ link, restored, losses, slug, sittingId }: LinkNoticeProps) {
  const t = useT(sittingMessages);
  const drill = useT(drillMessages);
  const location = useLocation();
  const next = encodeURIComponent(location.pathname + location.search);
  return (
    <>
      {link === "offline" && (
        <Notice tone="waiting" role="alert">
          {t("run.offline")}
        </Notice>
      )}
      {link === "signed_out" && (
        <Notice
          tone="blocked"
          role="alert"
          action={
            <a href={`/sign-in?next=${next}&kept=1`} className={buttonStyle("secondary", "sm")}>
              {t("run.sign_in")}
            </a>
          }
        >
          {t("run.signed_out")}
        </Notice>
      )}
      {link === "refused" && (
        <Notice
          tone="blocked"
          role="alert"
          action={
            <a href={location.pathname} className={buttonStyle("secondary", "sm")}>
              {t("run.reload")}
            </a>
          }
        >
          {t("run.refused")}
        </Notice>
      )}
      {link === "closed" && (
        <Notice
          tone="waiting"
          role="alert"
          action={
            <LinkButton to={`/learn/${slug}/result/${sittingId}`} size="sm">
              {t("over.submit")}
            </LinkButton>
          }
        >
          {drill("refusal.sitting_submitted")}
        </Notice>
      )}
      {restored && (
        <Notice tone="accent" role="status">
          {t("run.restored")}
        </Notice>
      )}
      {losses > 0 && (
        <p role="status" className="text-sm text-muted">
          {t("run.left", { count: losses })}
        </p>
      )}
    </>
  );
}
