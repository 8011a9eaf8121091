import { Form as GetForm } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import type { DeliveryState } from "../log.server";
import { webhookMessages } from "../messages.webhooks";

/** Which part of the log is shown: by state and person. */
export function LogFilter({ state, search }: { state: DeliveryState | null; search: string }) {
  const t = useT(webhookMessages);
  return (
    <GetForm className="grid items-end gap-3 px-4 pb-4 sm:grid-cols-[1fr_12rem_auto] sm:px-5">
      <TextField name="q" type="search" label={t("log.search")} defaultValue={search} />
      <SelectField
        name="state"
        label={t("log.state")}
        placeholder={t("log.all")}
        defaultValue={state ?? ""}
        options={(["waiting", "delivered", "given_up"] as const).map((one) => ({ value: one, label: t(`delivery.${one}`) }))}
      />
      <div>
        <Button type="submit">{t("log.show")}</Button>
      </div>
    </GetForm>
  );
}
