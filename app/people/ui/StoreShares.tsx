import { useState } from "react";
import { useT } from "~/platform/use-locale";
import { FieldError } from "~/ui/FieldError";
import { useFormState } from "~/ui/form-context";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { formMessages } from "../messages.forms";
import { peopleMessages } from "../messages";
import { MAX_STORES } from "../rules";

type Platform = "taobao" | "tmall" | "jd" | "pdd" | "douyin" | "other";
export type StoreChoice = { id: string; name: string; platform: Platform };
type Row = { storeId: string; share: string };

/** Up to three stores with their shares; says the sum as one types, and asks for the reason once there is a third. */
export function StoreShares({
  stores,
  held = [],
  reason = "",
}: {
  stores: readonly StoreChoice[];
  held?: readonly { storeId: string; share: number }[];
  reason?: string;
}) {
  const t = useT(formMessages);
  const people = useT(peopleMessages);
  const { errors } = useFormState();
  const [rows, setRows] = useState<Row[]>(() =>
    Array.from({ length: MAX_STORES }, (_, i) => ({ storeId: held[i]?.storeId ?? "", share: held[i] ? String(held[i].share) : "" })),
  );
  if (stores.length === 0) return <p className="text-sm text-muted">{t("stores.later")}</p>;

  const chosen = rows.filter((row) => row.storeId !== "");
  const sum = chosen.reduce((total, row) => total + (Number.parseInt(row.share, 10) || 0), 0);
  const set = (index: number, change: Partial<Row>) => setRows((all) => all.map((row, i) => (i === index ? { ...row, ...change } : row)));
  const visible = Math.min(MAX_STORES, chosen.length + 1, stores.length);
  return (
    <fieldset className="grid gap-4">
      <legend className="sr-only">{t("stores.title")}</legend>
      <p className="text-sm text-muted">{t("stores.hint")}</p>
      {rows.slice(0, Math.max(visible, 1)).map((row, index) => (
        <div key={index} className="grid grid-cols-[minmax(0,1fr)_7rem] gap-3">
          <SelectField
            name="storeId"
            label={t("stores.store", { n: index + 1 })}
            placeholder={t("stores.none")}
            value={row.storeId}
            onChange={(event) => {
              const storeId = event.currentTarget.value;
              const rest = 100 - sum;
              set(index, { storeId, share: storeId && row.share === "" && rest > 0 ? String(rest) : storeId ? row.share : "" });
            }}
            options={stores.map((store) => ({ value: store.id, label: `${store.name} · ${people(`platform.${store.platform}`)}` }))}
          />
          <TextField
            name="share"
            label={t("stores.share")}
            inputMode="numeric"
            maxLength={3}
            suffix="%"
            value={row.share}
            onChange={(event) => set(index, { share: event.currentTarget.value })}
          />
        </div>
      ))}
      {chosen.length > 0 && (
        <p role="status" className={sum === 100 ? "text-sm text-muted tabular" : "text-sm text-waiting-ink tabular"}>
          {t("stores.sum", { sum })}
        </p>
      )}
      <FieldError message={errors.shares} />
      {chosen.length >= MAX_STORES && (
        <TextField name="sharesReason" label={t("stores.reason")} defaultValue={reason} maxLength={500} required />
      )}
    </fieldset>
  );
}
