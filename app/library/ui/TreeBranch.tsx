import { Link } from "@remix-run/react";
import ChevronRight from "lucide-react/icons/chevron-right";
import { createContext, type ReactNode, useContext } from "react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { searchMessages } from "../messages.search";
import { withNode } from "../tree";

type Toggle = (key: string, isOpen: boolean, isLoaded: boolean) => void;
/** Told when a node is folded or unfolded. */
export const Unfolding = createContext<Toggle>(() => undefined);

type BranchProps = { nodeKey: string; open: boolean; loaded?: boolean; summary: ReactNode; children: ReactNode };

/** A node of the tree that unfolds in place. `loaded`: what is under it is on the page. */
export function Branch({ nodeKey, open, loaded = true, summary, children }: BranchProps) {
  const toggle = useContext(Unfolding);
  return (
    <details
      data-key={nodeKey}
      open={open || undefined}
      onToggle={(e) => toggle(nodeKey, e.currentTarget.open, loaded || !e.currentTarget.open)}
    >
      <summary className="flex min-h-control list-none items-center gap-2 rounded-box hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-muted transition-transform [details[open]>summary>&]:rotate-90" />
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">{summary}</span>
      </summary>
      {children}
    </details>
  );
}

/** What is not here yet, for those without script; with it, unfolding brings it. */
export function Load({ nodeKey, standing, label }: { nodeKey: string; standing: readonly string[]; label: string }) {
  return (
    <Link
      to={`/library?${new URLSearchParams({ open: withNode(standing, nodeKey, true) })}`}
      preventScrollReset
      className="link inline-flex min-h-control items-center text-sm"
    >
      {label}
    </Link>
  );
}

/** What is to be known of an item beside its title. */
export function Marks({ draft, archived, isNew = false }: { draft: boolean; archived?: boolean; isNew?: boolean }) {
  const t = useT(searchMessages);
  return (
    <>
      {draft && <Badge tone="accent">{t(isNew ? "unpublished" : "draft")}</Badge>} {archived && <Badge>{t("archived")}</Badge>}
    </>
  );
}
