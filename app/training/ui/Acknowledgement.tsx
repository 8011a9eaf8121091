import { useActionData } from "@remix-run/react";
import { formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { Form } from "~/ui/Form";
import { Markdown } from "~/ui/Markdown";
import { Notice } from "~/ui/Notice";
import { TextField } from "~/ui/TextField";
import type { ActivityContent } from "../activity-page.server";
import { trainingMessages } from "../messages";

type AcknowledgementContent = Extract<ActivityContent, { kind: "acknowledgement" }>;

type AcknowledgementProps = { enrolmentId: string; editable: boolean; content: AcknowledgementContent };

/** A document to sign: its text, what one states, and the typed name. */
export function Acknowledgement({ enrolmentId, editable, content }: AcknowledgementProps) {
  const t = useT(trainingMessages);
  const { locale, zone } = useReader();
  const reply = useActionData<{ refusals?: Refusal[] }>();
  const { signature } = content;
  return (
    <div className="grid max-w-2xl gap-8">
      {signature && <Notice title={t("sign.signed", { name: signature.name })}>{formatDateTime(signature.at, locale, zone)}</Notice>}
      {content.signedBefore && (
        <Notice tone="waiting" title={t("sign.again")}>
          {t("sign.again_since", { when: formatDateTime(content.signedBefore, locale, zone) })}
        </Notice>
      )}
      <Markdown html={content.html} />
      {!signature && editable && (
        <Card title={t("sign.title")} raised>
          <Form
            messages={trainingMessages}
            refusals={reply?.refusals}
            draftKey={`acknowledge:${enrolmentId}:${content.versionId}`}
            className="grid gap-5"
          >
            <input type="hidden" name="intent" value="acknowledge" />
            <input type="hidden" name="versionId" value={content.versionId} />
            <p className="measure font-medium">{content.statement}</p>
            <CheckboxField name="confirmed" label={t("sign.confirm")} required />
            <TextField
              name="typedName"
              label={t("sign.name", { name: content.personName })}
              hint={t("sign.lead")}
              required
              maxLength={100}
              autoComplete="off"
            />
            <div>
              <Button type="submit" variant="primary">
                {t("sign.submit")}
              </Button>
            </div>
          </Form>
        </Card>
      )}
    </div>
  );
}
