import { useT } from "~/platform/use-locale";
import { RadioCards } from "~/ui/RadioCards";
import { doorMessages } from "../messages.door";

const days = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** Seven boxes, one a weekday. */
export function WorkingWeek({ legend, hint, chosen }: { legend: string; hint?: string; chosen: readonly number[] }) {
  const t = useT(doorMessages);
  return (
    <RadioCards
      name="workingWeek"
      legend={legend}
      hint={hint}
      multiple
      columns={4}
      tight
      defaultValue={chosen.map(String)}
      options={days.map((day) => ({ value: day, label: t(`weekday.${day}`) }))}
    />
  );
}
