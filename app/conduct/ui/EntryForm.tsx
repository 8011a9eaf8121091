import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { FileInput } from "~/ui/FileInput";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { TEXT_MAX, TEXT_MIN } from "../entry-rules";
import { conductMessages } from "../messages";
import type { NewPage } from "../new-page.server";

const PICTURE_BYTES = 8_000_000;

/** What a form came with that was refused, so that it stands there again without script. */
export type Typed = { rule: string; day: string; note: string; evidence: string; chat: string };

type EntryFormProps = { page: NewPage; chat: string; typed: Typed | null; refusals: Refusal[] | null };

/** The form by which something is entered against a rule, with what shows it. */
export function EntryForm({ page, chat, typed, refusals }: EntryFormProps) {
  const t = useT(conductMessages);
  const { person, rules, today, from } = page;
  const limits = { minLength: TEXT_MIN, maxLength: TEXT_MAX, required: true };
  const twice = refusals?.some(({ code }) => code === "entry_twice") ?? false;
  return (
    <div className="grid gap-5">
      <Card>
        <Form
          encType="multipart/form-data"
          refusals={refusals}
          messages={conductMessages}
          draftKey={`conduct-entry:${person.id}`}
          className="grid gap-4"
        >
          <SelectField
            name="rule"
            label={t("new.rule")}
            hint={t("new.rule_hint")}
            required
            placeholder
            defaultValue={typed?.rule}
            options={rules.map(({ slug, title, suspends }) => ({
              value: slug,
              label: suspends ? t("new.rule_suspends", { title }) : title,
            }))}
          />
          <TextField
            name="day"
            type="date"
            label={t("new.day")}
            required
            min={from}
            max={today}
            defaultValue={typed?.day || today}
            className="max-w-48"
          />
          <TextArea name="note" label={t("new.note")} hint={t("new.note_hint")} rows={4} defaultValue={typed?.note} {...limits} />
          <TextArea
            name="evidence"
            label={t("new.evidence")}
            hint={t("new.evidence_hint")}
            rows={3}
            defaultValue={typed?.evidence}
            {...limits}
          />
          <TextField
            name="chat"
            label={t("new.chat")}
            hint={t("new.chat_hint")}
            optional
            maxLength={500}
            defaultValue={typed?.chat ?? chat}
          />
          <FileInput name="picture" label={t("new.picture")} hint={t("new.picture_hint")} picture maxBytes={PICTURE_BYTES} />
          {twice && <CheckboxField name="again" value="yes" label={t("new.again")} />}
          <div>
            <ConfirmButton
              variant="primary"
              question={t("new.question", { name: person.name })}
              consequence={t("new.consequence", { name: person.name })}
            >
              {t("new.send")}
            </ConfirmButton>
          </div>
        </Form>
      </Card>
      <Fold boxed summary={t("new.rules")} summaryClass="font-semibold">
        <dl className="grid gap-3 px-4 pb-5 text-sm sm:px-5">
          {rules.map(({ slug, title, asks }) => (
            <div key={slug}>
              <dt className="font-medium">{title}</dt>
              <dd className="text-muted">{asks}</dd>
            </div>
          ))}
        </dl>
      </Fold>
    </div>
  );
}
