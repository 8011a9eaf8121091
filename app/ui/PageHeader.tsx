import { Link } from "@remix-run/react";
import ArrowLeft from "lucide-react/icons/arrow-left";
import type { ReactNode } from "react";

export type PageHeaderProps = {
  title: ReactNode;
  /** A short line under the title: counts, state, whose page it is. */
  detail?: ReactNode;
  /** The one primary action of the page. */
  action?: ReactNode;
  /** Where one came from. */
  back?: { to: string; label: string };
};

/** The page's title row. */
export function PageHeader({ title, detail, action, back }: PageHeaderProps) {
  return (
    <header className="mb-5 sm:mb-6">
      {back && (
        <Link
          to={back.to}
          prefetch="intent"
          data-print="hide"
          className="-ms-1 mb-1 inline-flex min-h-control-sm items-center gap-1.5 rounded-box px-1 text-sm text-muted hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-xl font-semibold">{title}</h1>
          {detail && <div className="mt-1 text-sm text-muted">{detail}</div>}
        </div>
        {action && (
          <div data-print="hide" className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-auto">
            {action}
          </div>
        )}
      </div>
    </header>
  );
}
