import { textOf } from "~/platform/http.server";
import type { Gate } from "./gate-facts";
import type { PolicyAsked } from "./policy-rules";
import type { PolicyEntry, Terms } from "./requirement";
import { isLocked, type RenewalExam, renewalExams, termKinds, termsOf, vocabulary, wordsOf } from "./vocabulary";

/** What is no whole number becomes one that no rule accepts. */
const numberOf = (form: FormData, name: string) => (/^\d{1,4}$/.test(textOf(form, name)) ? Number(textOf(form, name)) : Number.NaN);

/** A policy as its form posts it. What can never be left out is there, ticked or not: it is not asked. */
export function policyOf(form: FormData, gate: Gate): PolicyAsked {
  const requirements = wordsOf(gate).flatMap((id): PolicyEntry[] => {
    const { parameters } = vocabulary[id];
    if (!isLocked(id) && textOf(form, `has.${id}`) === "") return [];
    return [{ id, ...Object.fromEntries(parameters.map(({ name }) => [name, numberOf(form, `${id}.${name}`)])) }];
  });
  const terms: Terms = {};
  for (const kind of termsOf(gate)) {
    if (textOf(form, `has.${kind}`) === "") continue;
    const exam = textOf(form, `${kind}.exam`) as RenewalExam;
    const number = numberOf(form, `${kind}.${termKinds[kind].number.name}`);
    const known = renewalExams.includes(exam) ? exam : ("" as RenewalExam);
    if (kind === "recertification") terms.recertification = { months: number, exam: known };
    else terms.absence = { days: number, exam: known };
  }
  return { follows: textOf(form, "mode") === "follow", requirements, terms };
}
