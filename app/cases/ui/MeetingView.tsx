import CalendarX from "lucide-react/icons/calendar-x";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { REMARK_LENGTH } from "../action-rules";
import type { MeetingPage } from "../meeting-page.server";
import { meetingMessages } from "../messages.meeting";
import { Actions } from "./Action";
import { AgendaCard } from "./AgendaCard";
import { Closing } from "./Closing";
import { Refused } from "./Refused";

/** A meeting, from top to bottom as it is held: what is open from before, who is there, what was lost, what went well, the end. */
export function MeetingView({ page, refusals }: { page: MeetingPage; refusals: readonly Refusal[] | null }) {
  const t = useT(meetingMessages);
  const heads = page.lost.map(({ caseId, number, title }) => ({ caseId, number, title }));
  return (
    <div className="grid gap-5">
      <Refused refusals={refusals} messages={meetingMessages} />
      <Card title={t("before.title")}>
        {page.before.length === 0 ? <p className="text-sm text-muted">{t("before.none")}</p> : <Actions actions={page.before} withCase />}
      </Card>
      <Attendance page={page} />
      <section aria-labelledby="agenda" className="grid gap-4">
        <h2 id="agenda" className="text-lg font-semibold">
          {t("agenda.title")}
        </h2>
        {page.lost.length === 0 && (
          <Card flush>
            <EmptyState icon={<CalendarX />} title={t("agenda.empty")} level={3}>
              {t("agenda.empty_detail")}
            </EmptyState>
          </Card>
        )}
        {page.lost.map((item) => (
          <AgendaCard
            key={item.caseId}
            meetingId={page.id}
            item={item}
            actions={page.actions.filter(({ caseId }) => caseId === item.caseId || item.together.some((one) => one.caseId === caseId))}
            others={heads.filter(({ caseId }) => caseId !== item.caseId)}
          />
        ))}
        <Form preventScrollReset messages={meetingMessages} className="flex flex-wrap items-end gap-2">
          <TextField name="number" label={t("agenda.add_number")} inputMode="numeric" maxLength={9} className="w-40" />
          <Button type="submit" name="intent" value="add">
            {t("agenda.add_do")}
          </Button>
          <Button type="submit" name="intent" value="draw" variant="quiet">
            {t("page.draw")}
          </Button>
        </Form>
      </section>
      <Closing excellent={page.excellent} news={page.news} />
      <Card title={t("close.title")}>
        <Form messages={meetingMessages} refusals={refusals?.filter(({ code }) => code === "attendance_missing")}>
          <p className="mb-3 text-sm text-muted">{t("close.body")}</p>
          <ConfirmButton
            type="submit"
            name="intent"
            value="close"
            variant="primary"
            question={t("close.question")}
            consequence={t("close.body")}
          >
            {t("close.do")}
          </ConfirmButton>
        </Form>
      </Card>
    </div>
  );
}

function Attendance({ page }: { page: MeetingPage }) {
  const t = useT(meetingMessages);
  return (
    <Card title={t("attendance.title")}>
      <Form preventScrollReset messages={meetingMessages} className="grid gap-3">
        <fieldset className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
          <legend className="sr-only">{t("attendance.title")}</legend>
          {page.people.map(({ id, name, present }) => (
            <CheckboxField key={id} name="present" value={id} id={`present-${id}`} label={name} defaultChecked={present} />
          ))}
        </fieldset>
        <TextArea name="remark" label={t("attendance.remark")} rows={2} maxLength={REMARK_LENGTH} defaultValue={page.remark} optional />
        <div>
          <Button type="submit" name="intent" value="attendance">
            {t("attendance.save")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
