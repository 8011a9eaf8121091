import { Link } from "@remix-run/react";
import ChevronRight from "lucide-react/icons/chevron-right";
import type { ReactNode } from "react";

type RowLinkProps = {
  to: string;
  icon?: ReactNode;
  title: ReactNode;
  /** Beside the title: how it stands. */
  state?: ReactNode;
  /** Under the title. */
  children?: ReactNode;
};

/** A row of a list that leads to its thing as a whole, with the sign that it does. */
export function RowLink({ to, icon, title, state, children }: RowLinkProps) {
  return (
    <Link to={to} prefetch="intent" className="flex items-center gap-4 px-4 py-3.5 hover:bg-hover sm:px-5">
      {icon}
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium">{title}</span>
          {state}
        </span>
        {children}
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
    </Link>
  );
}
