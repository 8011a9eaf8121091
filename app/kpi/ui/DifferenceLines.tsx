import type { RuleDifference } from "../rule-differences";
import { useRuleWords } from "./rule-words";

/** What one rule set says otherwise than another, in words. */
export function DifferenceLines({ changes }: { changes: readonly RuleDifference[] }) {
  const { t, difference } = useRuleWords();
  if (changes.length === 0) return <p className="text-sm text-muted">{t("changes.none")}</p>;
  return (
    <ul className="grid list-disc gap-1 ps-5 text-sm">
      {changes.map((change) => (
        <li key={difference(change)}>{difference(change)}</li>
      ))}
    </ul>
  );
}
