import { useT } from "~/platform/use-locale";
import type { Gate } from "../gate-facts";
import { activationMessages } from "../messages";
import { policyMessages } from "../messages.policy";
import type { Policy } from "../requirement";
import { termKinds, termsOf, vocabulary, wordsOf } from "../vocabulary";

/** What a policy asks, one line a requirement with its numbers, then the terms under which a clearance lapses. */
export function PolicyLines({ gate, policy }: { gate: Gate; policy: Pick<Policy, "requirements" | "terms"> }) {
  const t = useT(policyMessages);
  const name = useT(activationMessages);
  return (
    <ul className="grid list-disc gap-1 ps-5 text-sm">
      {wordsOf(gate).flatMap((id) => {
        const entry = policy.requirements.find((r) => r.id === id);
        if (!entry) return [];
        const numbers = vocabulary[id].parameters.flatMap(({ name: of }) =>
          entry[of] === undefined ? [] : [`${t(`number.${of}`)} ${entry[of]} ${t(`number.${of}_unit`)}`],
        );
        return (
          <li key={id}>
            {name(`requirement.${id}`)}
            {numbers.length > 0 && <span className="text-muted tabular-nums"> · {numbers.join(t("list.join"))}</span>}
          </li>
        );
      })}
      {termsOf(gate).flatMap((kind) => {
        const term = policy.terms[kind];
        if (!term) return [];
        const of = termKinds[kind].number.name;
        const number = [t(`number.${of}`), "months" in term ? term.months : term.days, t(`number.${of}_unit`)].join(" ");
        return (
          <li key={kind}>
            {t(`term.${kind}`)}
            <span className="text-muted tabular-nums"> · {[number, t(`exam.${term.exam}`)].join(t("list.join"))}</span>
          </li>
        );
      })}
    </ul>
  );
}
