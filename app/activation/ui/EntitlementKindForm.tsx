import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { CheckboxField } from "~/ui/CheckboxField";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { entitlementMessages } from "../entitlements/messages";
import { ownerRoles } from "../entitlements/rules";
import type { EntitlementSettings } from "../entitlements/settings.server";

type EntitlementKindFormProps = Pick<EntitlementSettings, "teams" | "owners"> & {
  kind: EntitlementSettings["kinds"][number] | null;
  refusals: Refusal[] | null;
};

/** The fields of an entry: names, for whom, who hands it over, by when, and whether it comes back. */
export function EntitlementKindForm({ kind, teams, owners, refusals }: EntitlementKindFormProps) {
  const t = useT(entitlementMessages);
  const owner = kind?.ownerId ? `person:${kind.ownerId}` : `role:${kind?.ownerRole ?? "manager"}`;
  return (
    <Form
      messages={entitlementMessages}
      refusals={refusals}
      draftKey={`entitlement:${kind?.id ?? "new"}`}
      className="grid gap-4 sm:grid-cols-2"
    >
      <input type="hidden" name="kindId" value={kind?.id ?? ""} />
      <input type="hidden" name="revision" value={kind?.revision ?? 0} />
      <TextField name="nameZh" label={t("nameZh")} defaultValue={kind?.name["zh-CN"]} required maxLength={60} />
      <TextField name="nameEn" label={t("nameEn")} defaultValue={kind?.name.en} required maxLength={60} />
      <SelectField
        name="teamId"
        label={t("team")}
        defaultValue={kind?.teamId ?? ""}
        placeholder={t("settings.everybody")}
        options={teams.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        name="owner"
        label={t("owner")}
        defaultValue={owner}
        required
        options={[
          ...ownerRoles.map((role) => ({ value: `role:${role}`, label: t(`role.${role}`) })),
          ...owners.map(({ id, name }) => ({ value: `person:${id}`, label: name })),
        ]}
      />
      <TextField
        name="dueDays"
        type="number"
        inputMode="numeric"
        min={0}
        max={365}
        step={1}
        label={t("dueDays")}
        suffix={t("dueDays_unit")}
        defaultValue={kind?.dueDays ?? 7}
        required
      />
      <CheckboxField name="takenBack" value="yes" label={t("takenBack")} defaultChecked={kind?.takenBack ?? true} className="sm:self-end" />
      <div className="sm:col-span-2">
        <Button type="submit" name="intent" value="save" variant="primary">
          {t("save")}
        </Button>
      </div>
    </Form>
  );
}
