import { useLocation } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { playMessages } from "../messages.play";
import type { Link } from "./use-run";

/** That the server does not hear, and what becomes of what is typed meanwhile. */
export function LinkState({ link }: { link: Link }) {
  const t = useT(playMessages);
  const { pathname } = useLocation();
  return (
    <div role="status" className="shrink-0">
      {link !== "fine" && (
        <Notice
          tone="waiting"
          className="mb-2"
          action={
            link !== "away" && (
              <LinkButton size="sm" reloadDocument to={`/sign-in?next=${encodeURIComponent(pathname)}`} prefetch="none">
                {t("link.sign_in")}
              </LinkButton>
            )
          }
        >
          {t(`link.${link}`)}
        </Notice>
      )}
    </div>
  );
}
