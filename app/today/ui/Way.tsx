import { Link } from "@remix-run/react";
import ChevronRight from "lucide-react/icons/chevron-right";
import type { ReactNode } from "react";

/** A row that leads somewhere. */
export function Way({ to, aside, children }: { to: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <li className="relative flex min-h-12 items-center justify-between gap-3 px-4 py-2.5 hover:bg-hover sm:px-5">
      <Link to={to} prefetch="intent" className="min-w-0 flex-1 text-ui after:absolute after:inset-0">
        {children}
      </Link>
      {aside && <span className="shrink-0 text-sm text-muted tabular-nums">{aside}</span>}
      <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" />
    </li>
  );
}
