import { Form, useSubmit } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { CheckboxField } from "~/ui/CheckboxField";
import { SelectField } from "~/ui/SelectField";
import { type Asked, fieldsOf } from "../address";
import { scriptMessages } from "../messages";
import type { Platform } from "../page.server";
import { Kept } from "./Kept";

/** Narrows and orders the list, at once as something is chosen; by a button where there is no script. */
export function Filters({ asked, action, platforms }: { asked: Asked; action: string; platforms: readonly Platform[] }) {
  const t = useT(scriptMessages);
  const submit = useSubmit();
  return (
    <Form
      key={`${asked.platform} ${asked.favouritesFirst}`}
      method="get"
      action={action}
      onChange={(e) => submit(e.currentTarget, { preventScrollReset: true })}
      className="grid grid-cols-2 items-center gap-x-3 gap-y-1"
    >
      <Kept fields={fieldsOf({ ...asked, platform: null, favouritesFirst: false, page: 1 })} />
      <SelectField
        name="platform"
        label={t("filter.platform")}
        labelHidden
        placeholder={t("filter.any_platform")}
        options={platforms.map((value) => ({ value, label: t(`platform.${value}`) }))}
        defaultValue={asked.platform ?? ""}
      />
      <CheckboxField name="favourites" value="first" label={t("filter.favourites")} defaultChecked={asked.favouritesFirst} />
      <ApplyButton>{t("filter.apply")}</ApplyButton>
    </Form>
  );
}
