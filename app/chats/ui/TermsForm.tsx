import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { Form } from "~/ui/Form";
import { TextField } from "~/ui/TextField";
import type { CheckTerms } from "../duty.server";
import { scorecardMessages } from "../messages.scorecards";

/** Whose duty the checks are, how many, what is a risk, and how long one may be disputed. */
export function TermsForm({ terms, refusals }: { terms: CheckTerms; refusals?: Refusal[] }) {
  const t = useT(scorecardMessages);
  const number = (name: keyof Omit<CheckTerms, "roles">, label: string) => (
    <TextField name={name} label={label} inputMode="numeric" required defaultValue={String(terms[name])} />
  );
  return (
    <Card title={t("terms.title")}>
      <Form refusals={refusals} messages={scorecardMessages} className="grid gap-4">
        <input type="hidden" name="intent" value="terms" />
        <fieldset>
          <legend className="mb-1 text-sm font-medium">{t("terms.roles")}</legend>
          <div className="flex flex-wrap gap-x-6">
            {(["supervisor", "manager"] as const).map((role) => (
              <CheckboxField key={role} name="role" value={role} label={t(`role.${role}`)} defaultChecked={terms.roles.includes(role)} />
            ))}
          </div>
        </fieldset>
        <div className="grid gap-3 sm:grid-cols-2">
          {number("quota", t("terms.quota"))}
          {number("dispute_days", t("terms.days"))}
          {number("first_s", t("terms.first"))}
          {number("gap_s", t("terms.gap"))}
          {number("rating", t("terms.rating"))}
        </div>
        <div>
          <Button type="submit">{t("terms.save")}</Button>
        </div>
      </Form>
    </Card>
  );
}
