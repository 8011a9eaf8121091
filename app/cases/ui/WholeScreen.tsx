import { Link } from "@remix-run/react";
import ArrowLeft from "lucide-react/icons/arrow-left";
import type { ReactNode } from "react";

/** A page that has the window to itself: the way back, its title, and the rest for what is shown. */
export function WholeScreen({ title, back, children }: { title: string; back: { to: string; label: string }; children: ReactNode }) {
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-[88rem] flex-col px-gutter">
      <header className="flex flex-wrap items-center justify-between gap-x-6 py-2">
        <Link
          to={back.to}
          prefetch="intent"
          className="-ms-1 inline-flex min-h-control items-center gap-1.5 rounded-box px-1 text-sm text-muted hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {back.label}
        </Link>
        <h1 className="text-base font-semibold">{title}</h1>
      </header>
      <main id="content" className="flex flex-1 flex-col pb-6">
        {children}
      </main>
    </div>
  );
}
