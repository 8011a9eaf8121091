import { Link } from "@remix-run/react";
import ChevronLeft from "lucide-react/icons/chevron-left";
import ChevronRight from "lucide-react/icons/chevron-right";
import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import { buttonStyle } from "./button-style";
import { classes } from "./classes";
import { uiMessages } from "./messages";

export type PaginationProps = {
  /** Address of the page before and after; absent at the ends. */
  previous?: string | null;
  next?: string | null;
  /** Where one is, when the number of pages is known. */
  page?: number;
  pages?: number;
  /** Said instead of "page 2 of 7": such as a count of rows. */
  summary?: ReactNode;
};

/** Steps through a long list. Nothing when there is one page only. */
export function Pagination({ previous, next, page, pages, summary }: PaginationProps) {
  const t = useT(uiMessages);
  if (!previous && !next) return summary ? <p className="py-3 text-sm text-muted">{summary}</p> : null;
  return (
    <nav aria-label={t("page.label")} data-print="hide" className="flex items-center justify-between gap-4 py-3">
      <p className="text-sm text-muted tabular-nums">{summary ?? (page && pages ? t("page.position", { page, pages }) : null)}</p>
      <div className="flex gap-2">
        <Step to={previous} rel="prev" label={t("page.previous")} />
        <Step to={next} rel="next" label={t("page.next")} />
      </div>
    </nav>
  );
}

function Step({ to, rel, label }: { to?: string | null; rel: "prev" | "next"; label: string }) {
  const inner = (
    <>
      {rel === "prev" && <ChevronLeft aria-hidden className="-ms-1 size-4" />}
      {label}
      {rel === "next" && <ChevronRight aria-hidden className="-me-1 size-4" />}
    </>
  );
  const style = buttonStyle("secondary", "sm");
  if (!to) {
    return (
      <span aria-hidden className={classes(style, "pointer-events-none border-line! bg-sunken! text-faint!")}>
        {inner}
      </span>
    );
  }
  return (
    <Link to={to} rel={rel} prefetch="intent" className={style}>
      {inner}
    </Link>
  );
}
