import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { remedialMessages } from "../../messages.remedial";
import type { RemedialPage } from "../../remedial-page.server";

type ChangeRemedialProps = { page: RemedialPage; intent: string | null; refusals: readonly Refusal[] | null };

/** What can be done with a remedial drill while somebody has to mend something: more time, one more person, or its end. */
export function ChangeRemedial({ page, intent, refusals }: ChangeRemedialProps) {
  const t = useT(remedialMessages);
  const { candidates, mayChange } = page;
  const of = (which: string) => (intent === which ? refusals : null);
  const isOpen = page.parts.some(({ closedAt }) => closedAt === null);
  if (!isOpen) return null;
  return (
    <Card title={t("page.change")} flush>
      <div className="divide-y divide-line border-t border-line">
        {mayChange && (
          <Fold summary={t("page.extend")} summaryClass="px-4 sm:px-5" open={intent === "extend" || page.pressing === "late"}>
            <Form messages={remedialMessages} refusals={of("extend")} className="grid gap-4 px-4 pb-4 sm:px-5">
              <input type="hidden" name="intent" value="extend" />
              <TextField name="due" type="date" label={t("page.extend_due")} required min={page.today} defaultValue={page.due} />
              <div>
                <Button type="submit">{t("page.extend")}</Button>
              </div>
            </Form>
          </Fold>
        )}
        {candidates.length > 0 && (
          <Fold summary={t("page.add")} summaryClass="px-4 sm:px-5" open={intent === "add"}>
            <Form messages={remedialMessages} refusals={of("add")} className="grid gap-4 px-4 pb-4 sm:px-5">
              <input type="hidden" name="intent" value="add" />
              <SelectField
                name="people"
                label={t("page.add_who")}
                required
                placeholder
                defaultValue=""
                options={candidates.map(({ id, name, team }) => ({ value: id, label: `${name} · ${team}` }))}
              />
              <div>
                <Button type="submit">{t("page.add_send")}</Button>
              </div>
            </Form>
          </Fold>
        )}
        {mayChange ? (
          <Fold summary={t("page.cancel")} summaryClass="px-4 sm:px-5" open={intent === "cancel"}>
            <Form
              messages={remedialMessages}
              refusals={of("cancel")}
              draftKey={`remedial:${page.id}:cancel`}
              className="grid gap-4 px-4 pb-4 sm:px-5"
            >
              <input type="hidden" name="intent" value="cancel" />
              <TextArea name="reason" label={t("page.cancel_reason")} required maxLength={500} />
              <div>
                <ConfirmButton
                  question={t("page.cancel_question")}
                  consequence={t("page.cancel_consequence")}
                  confirmLabel={t("page.cancel")}
                >
                  {t("page.cancel")}
                </ConfirmButton>
              </div>
            </Form>
          </Fold>
        ) : (
          <p className="px-4 py-3 text-sm text-muted sm:px-5">{t("page.others_too")}</p>
        )}
      </div>
    </Card>
  );
}
