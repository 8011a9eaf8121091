import { useT } from "~/platform/use-locale";
import { SelectField } from "~/ui/SelectField";
import { EVERY_STORE } from "../address";
import { deskMessages } from "../messages.desk";
import type { Desk } from "../store-scope.server";

/** Which store's scripts are shown, one's own stores first; nothing where the shop has none. */
export function StoreFilter({ desk, className }: { desk: Desk; className: string }) {
  const t = useT(deskMessages);
  if (desk.stores.length === 0) return null;
  return (
    <SelectField
      name="store"
      label={t("store.filter")}
      labelHidden
      options={[
        { value: EVERY_STORE, label: t("store.every") },
        ...desk.stores.map(({ id, name, own }) => ({ value: id, label: own ? t("store.own", { name }) : name })),
      ]}
      defaultValue={desk.chosen ?? EVERY_STORE}
      className={className}
    />
  );
}
