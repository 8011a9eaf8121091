import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { lapseMessages } from "../messages.lapse";

type HoldProps = {
  page: { personId: string; name: string; held: boolean; mayHold: boolean };
  mayGiveBack: boolean;
  refusals: Refusal[] | null;
};

/** The two acts of humans on a clearance: suspend it at once, and decide that it is given back. */
export function Hold({ page, mayGiveBack, refusals }: HoldProps) {
  const t = useT(lapseMessages);
  const { name, personId } = page;
  if (page.held && !mayGiveBack) return <p className="text-sm text-muted">{t("back.manager_only")}</p>;
  if (page.held)
    return (
      <Card title={t("back.title")} raised>
        <p className="mb-4 max-w-prose text-sm text-muted">{t("back.detail")}</p>
        <Form messages={lapseMessages} refusals={refusals} draftKey={`give-back:${personId}`} className="grid gap-4">
          <TextArea name="reason" label={t("back.reason")} rows={2} minLength={10} maxLength={500} required />
          <div>
            <ConfirmButton variant="primary" name="intent" value="give_back" question={t("back.question", { name })}>
              {t("back.do")}
            </ConfirmButton>
          </div>
        </Form>
      </Card>
    );
  if (!page.mayHold) return <p className="text-sm text-muted">{t("hold.no_seat", { name })}</p>;
  return (
    <Fold
      open={refusals !== null}
      className="rounded-box border border-line px-4 sm:px-5"
      summaryClass="min-h-12 font-semibold"
      summary={t("hold.title")}
    >
      <div className="pb-5">
        <p className="mb-4 max-w-prose text-sm text-muted">{t("hold.detail", { name })}</p>
        <Form messages={lapseMessages} refusals={refusals} draftKey={`hold:${personId}`} className="grid gap-4">
          <TextArea
            name="reason"
            label={t("hold.reason")}
            hint={t("hold.reason_hint", { name })}
            rows={3}
            minLength={10}
            maxLength={500}
            required
          />
          <TextField name="evidence" label={t("hold.evidence")} hint={t("hold.evidence_hint")} optional maxLength={500} />
          <div>
            <ConfirmButton name="intent" value="hold" question={t("hold.question", { name })} consequence={t("hold.consequence")}>
              {t("hold.do")}
            </ConfirmButton>
          </div>
        </Form>
      </div>
    </Fold>
  );
}
