import type { Answer } from "~/drill/types/registry";
import { sittingMessages } from "~/drill/messages.sitting";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Notice } from "~/ui/Notice";
import type { Changes } from "./queue";

type ConflictProps = {
  conflict: Changes;
  /** Question ids in order. */
  order: readonly string[];
  onTake: (id: string, answer: Answer | null, ms: number) => void;
  onKeep: () => void;
};

/** Another window was newer. What was answered here stays at hand until somebody decides. */
export function Conflict({ conflict, order, onTake, onKeep }: ConflictProps) {
  const t = useT(sittingMessages);
  return (
    <Notice tone="waiting" role="alert" title={t("run.newer")}>
      <div className="mt-2 flex flex-wrap gap-2">
        {Object.entries(conflict).map(([id, { answer, ms }]) => (
          <Button key={id} size="sm" onClick={() => onTake(id, answer, ms)}>
            {t("run.newer_mine", { n: order.indexOf(id) + 1 })}
          </Button>
        ))}
        <Button size="sm" variant="quiet" onClick={onKeep}>
          {t("run.newer_keep")}
        </Button>
      </div>
    </Notice>
  );
}
