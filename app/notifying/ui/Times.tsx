import { useT } from "~/platform/use-locale";
import { CheckboxField } from "~/ui/CheckboxField";
import { TextField } from "~/ui/TextField";
import { notifyingMessages } from "../messages";

export type TimesProps = {
  times: { digestAt: string; quietFrom: string | null; quietTo: string | null; urgentBreaks?: boolean };
  digestHint: string;
  /** Whether urgent things can break the quiet hours. */
  urgent?: boolean;
};

/** When the digest comes, and when nothing does. */
export function Times({ times: { digestAt, quietFrom, quietTo, urgentBreaks }, digestHint, urgent }: TimesProps) {
  const t = useT(notifyingMessages);
  return (
    <div className="grid gap-4">
      <TextField
        name="digestAt"
        type="time"
        label={t("times.digest")}
        hint={digestHint}
        defaultValue={digestAt}
        required
        className="max-w-xs"
      />
      <div>
        <CheckboxField name="quiet" label={t("times.quiet")} defaultChecked={quietFrom !== null} />
        <div className="mt-2 grid max-w-xs grid-cols-2 gap-4">
          <TextField name="quietFrom" type="time" label={t("times.from")} defaultValue={quietFrom ?? "22:00"} />
          <TextField name="quietTo" type="time" label={t("times.to")} defaultValue={quietTo ?? "08:00"} />
        </div>
      </div>
      {urgent && <CheckboxField name="urgentBreaks" label={t("times.urgent")} defaultChecked={urgentBreaks} />}
    </div>
  );
}
