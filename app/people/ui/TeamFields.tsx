import { useT } from "~/platform/use-locale";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { settingsMessages } from "../messages.settings";
import { commonZones } from "../zones";
import { WorkingWeek } from "./WorkingWeek";

/** Name, zone and working week of a team. */
export function TeamFields({ team }: { team?: { name: string; zone: string; workingWeek: readonly number[] } }) {
  const t = useT(settingsMessages);
  const zones = team && !(commonZones as readonly string[]).includes(team.zone) ? [team.zone, ...commonZones] : commonZones;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <TextField name="name" label={t("team.name")} defaultValue={team?.name} required maxLength={80} />
      <SelectField
        name="zone"
        label={t("team.zone")}
        defaultValue={team?.zone ?? "Asia/Shanghai"}
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
      />
      <div className="sm:col-span-2">
        <WorkingWeek legend={t("team.week")} hint={t("team.week_hint")} chosen={team?.workingWeek ?? [1, 2, 3, 4, 5]} />
      </div>
    </div>
  );
}
