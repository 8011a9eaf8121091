import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import type { MeetingTime } from "../agenda";
import { meetingMessages } from "../messages.meeting";

type MeetingTimeFormProps = { team: { id: string; name: string; time: MeetingTime }; refusals: readonly Refusal[] | null };

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const MOST_CASES = 15;

/** When a team meets, and how many cases it speaks of. */
export function MeetingTimeForm({ team, refusals }: MeetingTimeFormProps) {
  const t = useT(meetingMessages);
  const { id, name, time } = team;
  const counts = Array.from({ length: MOST_CASES }, (_, at) => at + 1);
  return (
    <Fold boxed summary={t("time.title", { team: name })} open={refusals !== null}>
      <Form messages={meetingMessages} refusals={refusals} className="flex flex-wrap items-end gap-3 px-4 pb-4 sm:px-5">
        <input type="hidden" name="team" value={id} />
        <SelectField
          name="weekday"
          id={`weekday-${id}`}
          label={t("time.weekday")}
          defaultValue={String(time.weekday)}
          options={WEEKDAYS.map((day) => ({ value: String(day), label: t(`weekday.${day}`) }))}
        />
        <SelectField
          name="hour"
          id={`hour-${id}`}
          label={t("time.hour")}
          defaultValue={String(time.hour)}
          options={HOURS.map((hour) => ({ value: String(hour), label: t("hour.is", { hour }) }))}
        />
        <SelectField
          name="cases"
          id={`cases-${id}`}
          label={t("time.cases")}
          defaultValue={String(time.cases)}
          options={counts.map((count) => ({ value: String(count), label: String(count) }))}
        />
        <Button type="submit" name="intent" value="time">
          {t("time.save")}
        </Button>
      </Form>
    </Fold>
  );
}
