import { useT } from "~/platform/use-locale";
import { CheckboxField } from "~/ui/CheckboxField";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { policyMessages } from "../messages.policy";
import type { Terms } from "../requirement";
import { renewalExams, type TermKind, termKinds } from "../vocabulary";
import { numberShown } from "./PolicyWord";

/** One term under which a clearance lapses by itself: whether, after how long, and what brings it back. */
export function PolicyTerm({ kind, term }: { kind: TermKind; term: Terms[TermKind] }) {
  const t = useT(policyMessages);
  const { name, min, max, usual } = termKinds[kind].number;
  const value = term && ("months" in term ? term.months : term.days);
  return (
    <li className="px-4 py-3 sm:px-5">
      <CheckboxField name={`has.${kind}`} value="yes" defaultChecked={term !== undefined} label={t(`term.${kind}`)} />
      <div className="ps-8">
        <p className="text-sm text-muted">{t(`asks.${kind}`)}</p>
        <div className="mt-3 grid max-w-md gap-4 sm:grid-cols-2">
          <TextField
            name={`${kind}.${name}`}
            inputMode="numeric"
            label={t(`number.${name}`)}
            hint={`${t("number_hint", { min, max })} ${t(`number.${name}_unit`)}`}
            defaultValue={numberShown(value, usual)}
          />
          <SelectField
            name={`${kind}.exam`}
            label={t("exam")}
            className="self-end"
            defaultValue={term?.exam ?? "desk_exam"}
            options={renewalExams.map((exam) => ({ value: exam, label: t(`exam.${exam}`) }))}
          />
        </div>
      </div>
    </li>
  );
}
