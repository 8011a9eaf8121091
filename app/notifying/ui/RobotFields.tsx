import { useT } from "~/platform/use-locale";
import { CheckboxField } from "~/ui/CheckboxField";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { robotMessages } from "../messages.robots";
import { rhythms, robotRoles } from "../robot-rules";
import { type Vendor, vendors } from "../vendors";
import { Times } from "./Times";

type RobotFieldsProps = {
  teams: readonly { id: string; name: string }[];
  robot?: {
    vendor: Vendor;
    name: string;
    teamId: string | null;
    roles: readonly string[];
    locale: "zh-CN" | "en";
    rhythm: "at_once" | "digest";
    digestAt: string;
    quietFrom: string | null;
    quietTo: string | null;
  };
};

const usualTimes = { digestAt: "09:00", quietFrom: "22:00", quietTo: "08:00" };

/** Whose robot, where, of what it tells and when. */
export function RobotFields({ teams, robot }: RobotFieldsProps) {
  const t = useT(robotMessages);
  return (
    <>
      <SelectField
        name="vendor"
        label={t("field.vendor")}
        defaultValue={robot?.vendor ?? "dingtalk"}
        options={vendors.map((vendor) => ({ value: vendor, label: t(`vendor.${vendor}`) }))}
      />
      <TextField name="name" label={t("field.name")} hint={t("field.name_hint")} defaultValue={robot?.name} required maxLength={80} />
      <TextField
        name="address"
        type="url"
        inputMode="url"
        autoComplete="off"
        label={t("field.address")}
        hint={t(robot ? "field.address_kept" : "field.address_hint")}
        required={!robot}
        maxLength={2000}
      />
      <TextField
        name="secret"
        type="password"
        autoComplete="new-password"
        label={t("field.secret")}
        hint={robot ? `${t("field.secret_kept")} ${t("field.secret_hint")}` : t("field.secret_hint")}
        optional
        maxLength={200}
      />
      <SelectField
        name="teamId"
        label={t("field.of")}
        placeholder={t("field.whole_shop")}
        defaultValue={robot?.teamId ?? ""}
        options={teams.map((team) => ({ value: team.id, label: team.name }))}
      />
      <SelectField
        name="locale"
        label={t("field.language")}
        defaultValue={robot?.locale ?? "zh-CN"}
        options={(["zh-CN", "en"] as const).map((one) => ({ value: one, label: t(`language.${one}`) }))}
      />
      <fieldset className="min-w-0">
        <legend className="text-sm font-medium">{t("field.roles")}</legend>
        {robotRoles.map((role) => (
          <CheckboxField
            key={role}
            name="roles"
            value={role}
            id={`robot-role-${role}`}
            label={t(`role.${role}`)}
            defaultChecked={robot ? robot.roles.includes(role) : role === "supervisor" || role === "manager"}
          />
        ))}
      </fieldset>
      <div className="grid content-start gap-4">
        <SelectField
          name="rhythm"
          label={t("field.rhythm")}
          defaultValue={robot?.rhythm ?? "at_once"}
          options={rhythms.map((rhythm) => ({ value: rhythm, label: t(`rhythm.${rhythm}`) }))}
        />
        <Times times={robot ?? usualTimes} digestHint={t("field.digest_hint")} />
      </div>
    </>
  );
}
