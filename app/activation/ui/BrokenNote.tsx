import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { TextArea } from "~/ui/TextArea";
import { dossierMessages } from "../messages.dossier";

/** What an administrator found out about evidence that does not verify; nothing for others while it waits. */
export function BrokenNote({ isOpen, mayNote, refusals }: { isOpen: boolean; mayNote: boolean; refusals: Refusal[] | null }) {
  const t = useT(dossierMessages);
  if (!isOpen) return <Notice>{t("noted.done")}</Notice>;
  if (!mayNote) return null;
  return (
    <Card title={t("noted.title")}>
      <Form refusals={refusals} messages={dossierMessages} className="grid gap-4">
        <TextArea name="reason" label={t("noted.reason")} hint={t("noted.reason_hint")} rows={3} minLength={10} maxLength={1000} required />
        <Button type="submit" variant="primary" className="justify-self-start">
          {t("noted.save")}
        </Button>
      </Form>
    </Card>
  );
}
