import { useT } from "~/platform/use-locale";
import { LanguageSwitch, type Theme, ThemeSwitch } from "~/ui/shell/preferences";
import { pageMessages } from "../messages.pages";

/** Language and theme of one's own account. */
export function Preferences({ theme }: { theme: Theme }) {
  const t = useT(pageMessages);
  return (
    <div className="grid gap-3">
      <div className="flex items-center justify-between gap-4">
        <span className="text-sm text-muted">{t("profile.language")}</span>
        <LanguageSwitch />
      </div>
      <ThemeSwitch theme={theme} />
    </div>
  );
}
