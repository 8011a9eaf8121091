import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { RadioCards } from "~/ui/RadioCards";
import { TextArea } from "~/ui/TextArea";
import { certificateMessages } from "../certificates/messages";
import { type Naming, namings, REASON } from "../certificates/rules";

type Refused = { refusals: Refusal[] | null };

/** How the certificate names its holder: their own choice. */
export function NameChoice({ nameShown, refusals }: Refused & { nameShown: Naming }) {
  const t = useT(certificateMessages);
  return (
    <Card title={t("name.title")}>
      <Form messages={certificateMessages} refusals={refusals} className="grid gap-4">
        <RadioCards
          name="nameShown"
          legend={t("name.detail")}
          columns={2}
          defaultValue={nameShown}
          options={namings.map((value) => ({ value, label: t(`name.${value}`) }))}
        />
        <div>
          <Button type="submit" name="intent" value="name">
            {t("name.save")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

/** A manager's word that the certificate holds no more. */
export function Revoke({ name, refusals }: Refused & { name: string }) {
  const t = useT(certificateMessages);
  return (
    <Fold
      open={refusals !== null}
      className="rounded-box border border-line px-4 sm:px-5"
      summaryClass="min-h-12 font-semibold"
      summary={t("revoke.title")}
    >
      <div className="pb-5">
        <p className="mb-4 max-w-prose text-sm text-muted">{t("revoke.detail")}</p>
        <Form messages={certificateMessages} refusals={refusals} className="grid gap-4">
          <TextArea
            name="reason"
            label={t("revoke.reason")}
            hint={t("revoke.reason_hint")}
            rows={2}
            minLength={REASON.least}
            maxLength={REASON.most}
            required
          />
          <div>
            <ConfirmButton name="intent" value="revoke" question={t("revoke.question", { name })} consequence={t("revoke.consequence")}>
              {t("revoke.button")}
            </ConfirmButton>
          </div>
        </Form>
      </div>
    </Fold>
  );
}

/** After a revocation: another certificate of the same decision. */
export function Reissue({ refusals }: Refused) {
  const t = useT(certificateMessages);
  return (
    <Card title={t("reissue.title")}>
      <p className="mb-4 max-w-prose text-sm text-muted">{t("reissue.detail")}</p>
      <Form messages={certificateMessages} refusals={refusals}>
        <Button type="submit" name="intent" value="reissue">
          {t("reissue.button")}
        </Button>
      </Form>
    </Card>
  );
}
