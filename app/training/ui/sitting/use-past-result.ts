import { sittingMessages } from "~/drill/messages.sitting";
import { useT } from "~/platform/use-locale";

/** Says of an earlier attempt in a few words what came of it: its score and whether it passed, or that it waits. */
export function usePastResult(): (past: { score: string | null; passed: boolean }) => string {
  const t = useT(sittingMessages);
  return ({ score, passed }) =>
    score === null ? t("result.waits") : [t("result.score", { score }), t(passed ? "result.passed" : "result.failed")].join(" · ");
}
