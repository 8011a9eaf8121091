import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { probationMessages } from "../messages";
import { secondMessages } from "../messages.second";

/** The agent's own request that a second person grades. */
export function AskSecond({ gradingId, days, refusals }: { gradingId: string; days: number; refusals?: Refusal[] }) {
  const t = useT(secondMessages);
  return (
    <Card title={t("request.title")}>
      <Form refusals={refusals} messages={probationMessages} draftKey={`second:${gradingId}`} className="grid gap-3">
        <input type="hidden" name="intent" value="second" />
        <p className="text-sm text-muted">{t("request.detail", { days })}</p>
        <TextArea name="reason" label={t("request.reason")} hint={t("request.hint")} rows={2} required minLength={5} maxLength={500} />
        <div>
          <ConfirmButton variant="secondary" question={t("request.question")} consequence={t("request.detail", { days })}>
            {t("request.send")}
          </ConfirmButton>
        </div>
      </Form>
    </Card>
  );
}
