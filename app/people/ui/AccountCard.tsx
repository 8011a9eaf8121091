import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { TextField } from "~/ui/TextField";
import { formMessages } from "../messages.forms";
import { peopleMessages } from "../messages";

/** Whether somebody can sign in at all; an administrator closes and reopens the account, with a reason. */
export function AccountCard({
  person,
  refusals,
}: {
  person: { id: string; name: string; state: string | null; closed: boolean };
  refusals: Refusal[] | null;
}) {
  const t = useT(formMessages);
  if (person.state === "left") {
    return (
      <Card title={t("access.account")}>
        <p className="text-sm text-muted">{t("access.account_left")}</p>
      </Card>
    );
  }
  return (
    <Card title={t("access.account")}>
      <p className="mb-4 text-sm text-muted">{t(person.closed ? "access.account_closed" : "access.account_open")}</p>
      <Form refusals={refusals} messages={peopleMessages} draftKey={`account:${person.id}`} className="grid gap-4">
        <input type="hidden" name="intent" value={person.closed ? "reopen" : "close"} />
        <TextField name="reason" label={t("access.account_reason")} required maxLength={500} />
        <div>
          {person.closed ? (
            <Button type="submit">{t("access.account_reopen")}</Button>
          ) : (
            <ConfirmButton
              question={t("access.account_close_question", { name: person.name })}
              consequence={t("access.account_close_body")}
            >
              {t("access.account_close")}
            </ConfirmButton>
          )}
        </div>
      </Form>
    </Card>
  );
}
