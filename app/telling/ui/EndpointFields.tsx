import { useT } from "~/platform/use-locale";
import { CheckboxField } from "~/ui/CheckboxField";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { eventKinds } from "../events";
import { webhookMessages } from "../messages.webhooks";

type EndpointFieldsProps = {
  teams: readonly { id: string; name: string }[];
  endpoint?: { name: string; url: string; events: readonly string[]; teamId: string | null };
};

/** Whom it tells, where, of what, of whom. */
export function EndpointFields({ teams, endpoint }: EndpointFieldsProps) {
  const t = useT(webhookMessages);
  return (
    <>
      <TextField name="name" label={t("name")} hint={t("name_hint")} defaultValue={endpoint?.name} required maxLength={80} />
      <TextField
        name="url"
        type="url"
        inputMode="url"
        label={t("url")}
        hint={t("url_hint")}
        defaultValue={endpoint?.url}
        required
        maxLength={2000}
      />
      <fieldset className="min-w-0">
        <legend className="text-sm font-medium">{t("events")}</legend>
        {eventKinds.map((kind) => (
          <CheckboxField
            key={kind}
            name="events"
            value={kind}
            id={`event-${kind.replace(".", "-")}`}
            label={t(`event.${kind}`)}
            defaultChecked={endpoint ? endpoint.events.includes(kind) : true}
          />
        ))}
      </fieldset>
      <SelectField
        name="teamId"
        label={t("of")}
        placeholder={t("whole_shop")}
        defaultValue={endpoint?.teamId ?? ""}
        options={teams.map((team) => ({ value: team.id, label: team.name }))}
      />
    </>
  );
}
