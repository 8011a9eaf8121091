import { addDays } from "~/platform/dates";
import { formatDate } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import type { Room } from "../extension-rules";
import { extensionMessages } from "../messages.extension";

/** The new end, the reason, and the agent's consent with its day. */
export function ExtensionForm({
  person,
  room,
  today,
  refusals,
}: {
  person: { id: string; name: string; hireDate: string | null };
  room: Room;
  today: string;
  refusals: Refusal[] | null;
}) {
  const t = useT(extensionMessages);
  const { locale } = useReader();
  const { name } = person;
  const first = addDays(room.end, 1);
  const said = refusals?.map((r) => ({
    ...r,
    params: Object.fromEntries(Object.entries(r.params ?? {}).map(([k, v]) => [k, typeof v === "string" ? formatDate(v, locale) : v])),
  }));
  return (
    <Card title={t("form.title")}>
      <p className="mb-5 max-w-prose text-sm text-muted">{t("form.law", { name })}</p>
      <Form messages={extensionMessages} refusals={said} draftKey={`extension:${person.id}`} className="grid gap-5">
        <TextField
          name="end"
          type="date"
          label={t("form.end")}
          hint={t("form.end_hint", { from: formatDate(first, locale), to: formatDate(room.limit, locale) })}
          min={first}
          max={room.limit}
          required
          className="sm:max-w-64"
        />
        <TextArea
          name="reason"
          label={t("form.reason")}
          hint={t("form.reason_hint", { name })}
          rows={3}
          minLength={5}
          maxLength={500}
          required
        />
        <div className="grid gap-3">
          <CheckboxField name="consent" value="yes" label={t("form.consent", { name })} required />
          <TextField
            name="consentOn"
            type="date"
            label={t("form.consent_on")}
            defaultValue={today}
            min={person.hireDate ?? undefined}
            max={today}
            required
            className="sm:max-w-64"
          />
        </div>
        <div>
          <ConfirmButton variant="primary" question={t("form.question", { name })} consequence={t("form.consequence")}>
            {t("form.save")}
          </ConfirmButton>
        </div>
      </Form>
    </Card>
  );
}
