import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import { uiMessages } from "~/ui/messages";
import { Logo } from "~/ui/shell/Logo";
import { LanguageSwitch } from "~/ui/shell/preferences";

/** The page of somebody who is not signed in: one sheet, the language switch, nothing else. */
export function DoorPage({ title, lead, wide, children }: { title: ReactNode; lead?: ReactNode; wide?: boolean; children: ReactNode }) {
  const t = useT(uiMessages);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 items-center justify-between px-gutter">
        <span className="flex items-center gap-2.5 text-base font-semibold">
          <Logo className="size-7" />
          {t("product.name")}
        </span>
        <LanguageSwitch className="-me-2" />
      </header>
      <main id="content" className="flex flex-1 flex-col px-gutter pt-4 pb-12 sm:items-center sm:pt-[8vh]">
        <div className={wide ? "w-full sm:max-w-2xl" : "w-full sm:max-w-md"}>
          <h1 className="text-xl font-semibold">{title}</h1>
          {lead && <div className="mt-1.5 text-base text-muted">{lead}</div>}
          <div className="mt-6">{children}</div>
        </div>
      </main>
    </div>
  );
}
