import { useFetcher, useLocation } from "@remix-run/react";
import Monitor from "lucide-react/icons/monitor";
import Moon from "lucide-react/icons/moon";
import Sun from "lucide-react/icons/sun";
import type { ReactNode } from "react";
import type { Locale } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { classes } from "../classes";
import { uiMessages } from "../messages";

export type Theme = "light" | "dark" | null;

/** A plain form that works without script; with it, only the data of the page is loaded anew. */
function PreferenceForm({
  submit,
  className,
  children,
}: {
  submit: (chosen: HTMLButtonElement) => void;
  className?: string;
  children: ReactNode;
}) {
  const { pathname, search } = useLocation();
  return (
    <form
      method="post"
      action="/preferences"
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        const by = (event.nativeEvent as SubmitEvent).submitter;
        if (by instanceof HTMLButtonElement) submit(by);
      }}
    >
      <input type="hidden" name="returnTo" value={pathname + search} />
      {children}
    </form>
  );
}

/** Save one preference. */
function usePreference() {
  const fetcher = useFetcher();
  const save = (chosen: HTMLButtonElement) => fetcher.submit({ [chosen.name]: chosen.value }, { method: "post", action: "/preferences" });
  return { fetcher, save };
}

const other: Record<Locale, { locale: Locale; short: string; name: string }> = {
  "zh-CN": { locale: "en", short: "EN", name: "English" },
  en: { locale: "zh-CN", short: "中", name: "中文" },
};

/** One press to the other language; says its name in that language. Works without script. */
export function LanguageSwitch({ className }: { className?: string }) {
  const { save } = usePreference();
  const { locale } = useReader();
  const to = other[locale];
  return (
    <PreferenceForm submit={save} className={className}>
      <button
        name="locale"
        value={to.locale}
        lang={to.locale}
        aria-label={to.name}
        title={to.name}
        className="flex h-control min-w-control items-center justify-center rounded-box px-2 text-sm font-medium text-muted hover:bg-hover hover:text-ink"
      >
        {to.short}
      </button>
    </PreferenceForm>
  );
}

const themes = [
  { value: "light", Icon: Sun },
  { value: "dark", Icon: Moon },
  { value: "system", Icon: Monitor },
] as const;

/** Light, dark, or as the device says. The page changes at once; the server remembers. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  const t = useT(uiMessages);
  const { fetcher, save } = usePreference();
  const asked = fetcher.formData?.get("theme");
  const now = typeof asked === "string" ? asked : (theme ?? "system");
  return (
    <PreferenceForm
      submit={(chosen) => {
        if (chosen.value === "system") delete document.documentElement.dataset.theme;
        else document.documentElement.dataset.theme = chosen.value;
        save(chosen);
      }}
    >
      <fieldset className="flex items-center justify-between gap-4">
        <legend className="sr-only">{t("shell.theme")}</legend>
        <span aria-hidden className="text-sm text-muted">
          {t("shell.theme")}
        </span>
        <span className="flex rounded-box bg-sunken p-0.5">
          {themes.map(({ value, Icon }) => (
            <button
              key={value}
              name="theme"
              value={value}
              aria-pressed={now === value}
              aria-label={t(`theme.${value}`)}
              title={t(`theme.${value}`)}
              className={classes(
                "flex size-control items-center justify-center rounded-[0.375rem] text-muted hover:text-ink",
                "aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-[0_0_0_1px_var(--line)]",
              )}
            >
              <Icon aria-hidden className="size-4" />
            </button>
          ))}
        </span>
      </fieldset>
    </PreferenceForm>
  );
}
