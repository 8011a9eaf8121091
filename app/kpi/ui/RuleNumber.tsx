import { TextField } from "~/ui/TextField";
import type { RuleFields } from "../rule-form";

/** A number of the rules, filled with what stands in the form. */
export function RuleNumber({ name, label, hint, fields }: { name: string; label: string; hint?: string; fields: RuleFields }) {
  return <TextField name={name} label={label} hint={hint} inputMode="decimal" defaultValue={fields[name] ?? ""} className="self-end" />;
}
