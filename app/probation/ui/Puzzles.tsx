import { useT } from "~/platform/use-locale";
import { Fold } from "~/ui/Fold";
import { sheetMessages } from "../messages.sheet";
import type { Puzzle } from "../sheet.server";

/** The puzzles that the system drew for an item, in their order. What is right stays folded until the grader asks for it. */
export function Puzzles({ puzzles }: { puzzles: readonly Puzzle[] }) {
  const t = useT(sheetMessages);
  if (puzzles.length === 0) return null;
  return (
    <Fold open className="rounded-box border border-line bg-sunken px-3 pb-2" summaryClass="text-sm font-medium" summary={t("puzzles")}>
      <ol className="grid">
        {puzzles.map((puzzle, index) => (
          <li key={puzzle.slug} className="flex gap-2 border-t border-line py-2">
            <span className="w-5 shrink-0 text-end text-sm text-faint tabular-nums">{index + 1}</span>
            <div className="min-w-0 flex-1 text-sm">
              <p>{puzzle.ask}</p>
              <Fold summaryClass="inline-flex min-h-control-sm! text-accent-ink" summary={t("drawn.facts")}>
                <p className="pb-1">{puzzle.right}</p>
              </Fold>
            </div>
          </li>
        ))}
      </ol>
    </Fold>
  );
}
