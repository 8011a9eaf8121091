import { zodResolver } from "@hookform/resolvers/zod";
import { useRemixForm } from "remix-hook-form";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { type DetailsFields as Fields, detailsSchema } from "../forms";
import { formMessages } from "../messages.forms";
import { peopleMessages } from "../messages";
import { contractTerms, probationLimit, probationMonths } from "../probation-law";

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Name, numbers and dates of a person. Checked field by field as one leaves it, with the schema that the server uses; the form around it
 * sends, keeps the draft and shows what the server refused.
 */
export function DetailsFields({ values }: { values: Fields }) {
  const { locale } = useReader();
  const t = useT(formMessages);
  const people = useT(peopleMessages) as (key: string, params?: Record<string, string>) => string;
  const { register, watch, formState } = useRemixForm<Fields>({
    mode: "onTouched",
    resolver: zodResolver(detailsSchema, undefined, { raw: true }),
    defaultValues: values,
  });
  const hireDate = watch("hireDate");
  const term = contractTerms.find((one) => one === watch("contractTerm"));
  const limit = term && DATE.test(hireDate) ? probationLimit(hireDate, term) : null;
  const field = (name: keyof Fields) => {
    const message = formState.errors[name]?.message;
    return { ...register(name), error: message ? people(`refusal.${message}`, { limit: limit ?? "" }) : null };
  };
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <TextField {...field("name")} label={t("details.name")} autoComplete="off" required maxLength={80} />
      <TextField {...field("externalId")} label={t("details.external_id")} optional autoComplete="off" maxLength={40} />
      <TextField
        {...field("email")}
        type="email"
        label={t("details.email")}
        optional
        autoComplete="off"
        maxLength={254}
        className="sm:col-span-2"
      />
      <TextField {...field("hireDate")} type="date" label={t("details.hired")} optional min="2000-01-01" max="2099-12-31" />
      <SelectField
        {...field("contractTerm")}
        label={t("details.term")}
        optional
        placeholder
        options={contractTerms.map((one) => ({ value: one, label: people(`term.${one}`) }))}
      />
      <TextField
        {...field("probationEnd")}
        type="date"
        label={t("details.probation_end")}
        optional
        hint={
          limit
            ? t("details.limit", { day: formatDate(limit, locale) })
            : t(term && probationMonths[term] === 0 ? "details.limit_none" : "details.limit_open")
        }
        className="sm:col-span-2"
      />
    </div>
  );
}
