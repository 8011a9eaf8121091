import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { tellingMessages } from "../messages";
import { scopes } from "../scopes";

type AddKeyProps = { teams: readonly { id: string; name: string }[]; refusals: readonly Refusal[] | null };

/** The form that makes a key: for what, what it may read, of whom, until when. */
export function AddKey({ teams, refusals }: AddKeyProps) {
  const t = useT(tellingMessages);
  return (
    <Card title={t("key.add")}>
      <Form refusals={refusals} messages={tellingMessages} draftKey="api-key" clears className="grid items-start gap-5 sm:grid-cols-2">
        <TextField name="name" label={t("key.name")} hint={t("key.name_hint")} required maxLength={80} />
        <fieldset className="min-w-0">
          <legend className="text-sm font-medium">{t("key.may")}</legend>
          {scopes.map((scope) => (
            <CheckboxField
              key={scope}
              name="scopes"
              value={scope}
              id={`scope-${scope.replace(":", "-")}`}
              label={t(`scope.${scope}`)}
              hint={scope === "names:read" ? t("scope.names:read_hint") : undefined}
              defaultChecked={scope === "clearance:read"}
            />
          ))}
        </fieldset>
        <SelectField
          name="teamId"
          label={t("key.of")}
          placeholder={t("key.whole_shop")}
          options={teams.map((team) => ({ value: team.id, label: team.name }))}
        />
        <TextField name="lastDay" type="date" label={t("key.last_day")} hint={t("key.last_day_hint")} optional />
        <div>
          <Button type="submit" name="step" value="add_key" variant="primary">
            {t("key.add")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
