import { Form, useSubmit } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { CheckboxField } from "~/ui/CheckboxField";
import { SelectField } from "~/ui/SelectField";
import { type Asked, fieldsOf } from "../address";
import { scriptMessages } from "../messages";
import type { Platform } from "../page.server";
import type { Desk } from "../store-scope.server";
import { Kept } from "./Kept";
import { StoreFilter } from "./StoreFilter";

type FiltersProps = { asked: Asked; action: string; platforms: readonly Platform[]; desk: Desk };

/** Narrows and orders the list, at once as something is chosen; by a button where there is no script. */
export function Filters({ asked, action, platforms, desk }: FiltersProps) {
  const t = useT<string>(scriptMessages);
  const submit = useSubmit();
  // A store stands on one platform: then there is nothing else to choose.
  const store = desk.stores.find(({ id }) => id === desk.chosen);
  const shown = store ? [store.platform] : platforms;
  return (
    <Form
      key={`${asked.platform} ${desk.chosen} ${asked.favouritesFirst}`}
      method="get"
      action={action}
      onChange={(e) => submit(e.currentTarget, { preventScrollReset: true })}
      className="grid grid-cols-2 items-center gap-x-3 gap-y-1"
    >
      <Kept fields={fieldsOf({ ...asked, platform: null, store: null, favouritesFirst: false, page: 1 })} />
      <StoreFilter desk={desk} className="col-span-2" />
      <SelectField
        name="platform"
        label={t("filter.platform")}
        labelHidden
        placeholder={t("filter.any_platform")}
        options={shown.map((value) => ({ value, label: t(`platform.${value}`) }))}
        defaultValue={store?.platform ?? asked.platform ?? ""}
        disabled={store !== undefined}
      />
      <CheckboxField name="favourites" value="first" label={t("filter.favourites")} defaultChecked={asked.favouritesFirst} />
      <ApplyButton>{t("filter.apply")}</ApplyButton>
    </Form>
  );
}
