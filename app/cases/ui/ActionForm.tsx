import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { RadioCards } from "~/ui/RadioCards";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { type ActionKind, actionKinds, NOTE_LENGTH, TOLD_LENGTH } from "../action-rules";
import type { ActionPage } from "../action-page.server";
import { meetingMessages } from "../messages.meeting";

/** What is to be done, by whom, by when. What only some kinds ask for stands there for all, shown by the browser's own means where it concerns the kind chosen. */
export function ActionForm({ page, kind: first, refusals }: { page: ActionPage; kind: ActionKind; refusals: readonly Refusal[] | null }) {
  const t = useT(meetingMessages);
  const only = (kind: (typeof actionKinds)[number]) => t("act.only_for", { kind: t(`kind.${kind}`) });
  return (
    <Form
      messages={meetingMessages}
      refusals={refusals}
      draftKey={`action:${page.meetingId}:${page.caseId}`}
      className="group/act grid gap-5"
    >
      <Card>
        <RadioCards
          name="kind"
          legend={t("act.kind")}
          columns={2}
          required
          defaultValue={first}
          options={actionKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`), description: t(`does.${kind}`) }))}
        />
      </Card>
      <Card>
        <div className="grid gap-5">
          <SelectField
            name="owner"
            label={t("act.owner")}
            hint={t("act.owner_hint")}
            placeholder
            required
            options={page.owners}
            defaultValue={page.me}
          />
          <TextField name="due" type="date" label={t("act.due")} required min={page.today} defaultValue={page.due} className="max-w-48" />
          <TextArea name="note" label={t("act.note")} rows={2} maxLength={NOTE_LENGTH} optional />
          <div className="hidden group-has-[input[value=lesson]:checked]/act:block">
            <SelectField name="lesson" label={t("act.lesson")} hint={only("lesson")} placeholder options={page.lessons} />
          </div>
          <div className="hidden group-has-[input[value=script]:checked]/act:block">
            <SelectField
              name="script"
              label={t("act.script")}
              hint={only("script")}
              placeholder={t("act.script_new")}
              options={page.scripts}
            />
          </div>
          <div className="hidden group-has-[input[value=drill]:checked]/act:block group-has-[input[value=replay]:checked]/act:block">
            <RadioCards
              name="people"
              legend={t("act.people")}
              multiple
              columns={2}
              options={page.agents}
              defaultValue={page.agents.some(({ value }) => value === page.concerned) ? [page.concerned] : []}
            />
          </div>
          <div className="hidden group-has-[input[value=tell]:checked]/act:block">
            <TextField name="toldTo" label={t("act.told_to")} hint={t("act.told_hint")} maxLength={TOLD_LENGTH} />
          </div>
        </div>
      </Card>
      <div>
        <Button type="submit" variant="primary" size="lg">
          {t("act.save")}
        </Button>
      </div>
    </Form>
  );
}
