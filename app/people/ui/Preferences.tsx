import { useFetcher } from "@remix-run/react";
import { useReader, useT } from "~/platform/use-locale";
import { type Theme, ThemeSwitch } from "~/ui/shell/preferences";
import { pageMessages } from "../messages.pages";

const languages = [
  { value: "zh-CN", name: "中文" },
  { value: "en", name: "English" },
] as const;

/** Language and theme of one's own account. */
export function Preferences({ theme }: { theme: Theme }) {
  const t = useT(pageMessages);
  const { locale } = useReader();
  const fetcher = useFetcher();
  return (
    <div className="grid gap-3">
      <fetcher.Form method="post" action="/preferences">
        <input type="hidden" name="returnTo" value="/profile" />
        <fieldset className="flex items-center justify-between gap-4">
          <legend className="sr-only">{t("profile.language")}</legend>
          <span aria-hidden className="text-sm text-muted">
            {t("profile.language")}
          </span>
          <span className="flex rounded-box bg-sunken p-0.5">
            {languages.map(({ value, name }) => (
              <button
                key={value}
                name="locale"
                value={value}
                lang={value}
                aria-pressed={locale === value}
                className="flex min-h-control items-center rounded-[0.375rem] px-4 text-sm text-muted hover:text-ink aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-[0_0_0_1px_var(--line)]"
              >
                {name}
              </button>
            ))}
          </span>
        </fieldset>
      </fetcher.Form>
      <ThemeSwitch theme={theme} />
    </div>
  );
}
