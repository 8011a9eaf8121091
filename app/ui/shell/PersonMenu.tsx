import { Link } from "@remix-run/react";
import Bell from "lucide-react/icons/bell";
import UserRound from "lucide-react/icons/user-round";
import { useT } from "~/platform/use-locale";
import { Avatar } from "../Avatar";
import { uiMessages } from "../messages";
import { Flyout } from "./Flyout";
import { type Theme, ThemeSwitch } from "./preferences";
import { SignOut } from "./SignOut";

export type ShellRole = "agent" | "supervisor" | "manager" | "content_owner" | "administrator";
export type ShellActor = { id: string; name: string; roles: readonly ShellRole[] };

const row = "flex min-h-control w-full items-center gap-3 rounded-[0.375rem] px-3 text-ui hover:bg-hover";

/** Who is signed in; profile, theme, sign out. */
export function PersonMenu({ actor, theme }: { actor: ShellActor; theme: Theme }) {
  const t = useT(uiMessages);
  const roles = actor.roles.map((role) => t(`role.${role}`)).join(t("role.join"));
  return (
    <Flyout
      label={`${t("shell.account")}: ${actor.name}`}
      triggerClass="flex min-h-control items-center gap-2 rounded-box px-1.5 hover:bg-hover aria-expanded:bg-hover"
      sheetClass="end-0 top-full mt-1 w-64"
      trigger={
        <>
          <Avatar name={actor.name} size="sm" className="bg-accent-soft! text-accent-ink!" />
          <span className="hidden max-w-40 truncate text-sm sm:block">{actor.name}</span>
        </>
      }
    >
      <div className="px-3 pt-2 pb-3">
        <p className="truncate font-medium">{actor.name}</p>
        <p className="text-sm text-muted">{roles}</p>
      </div>
      <div className="border-t border-line py-1">
        <Link to="/profile" className={row}>
          <UserRound aria-hidden className="size-4 text-muted" />
          {t("shell.profile")}
        </Link>
        <Link to="/notices" className={row}>
          <Bell aria-hidden className="size-4 text-muted" />
          {t("shell.all_notices")}
        </Link>
        <div className="px-3 py-1.5">
          <ThemeSwitch theme={theme} />
        </div>
      </div>
      <SignOut className={row} />
    </Flyout>
  );
}
