import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import type { GatePage } from "../gate-page.server";
import { activationMessages } from "../messages";
import { gateMessages } from "../messages.gate";
import { OVERRIDE_DAYS } from "../rules";

/** A manager's way to let one requirement wait. Plain, and never the first thing on the page. */
export function OverrideForm({ page, refusals }: { page: GatePage; refusals: Refusal[] | null }) {
  const t = useT(gateMessages);
  const say = useT(activationMessages);
  const { override, person, gate } = page;
  if (!override) return null;
  return (
    <Fold
      open={refusals !== null}
      className="rounded-box border border-line px-4 sm:px-5"
      summaryClass="min-h-12 text-muted"
      summary={t("override.title")}
    >
      <div className="pb-5">
        <p className="mb-4 max-w-prose text-sm text-muted">{t("override.detail", { max: OVERRIDE_DAYS })}</p>
        {override.taken ? (
          <p className="text-sm">{say("refusal.override_second")}</p>
        ) : override.options.length === 0 ? (
          <p className="text-sm">{t("override.none")}</p>
        ) : (
          <Form
            messages={activationMessages}
            refusals={refusals}
            draftKey={`override:${person.id}:${gate}`}
            className="grid max-w-xl gap-4"
          >
            <SelectField
              name="requirement"
              label={t("override.requirement")}
              options={override.options.map((id) => ({ value: id, label: say(`requirement.${id}`) }))}
              required
            />
            <TextField
              name="days"
              type="number"
              inputMode="numeric"
              label={t("override.days")}
              min={1}
              max={OVERRIDE_DAYS}
              step={1}
              defaultValue={7}
              suffix={t("override.days_unit")}
              required
            />
            <TextArea
              name="reason"
              label={t("override.reason")}
              hint={t("override.reason_hint")}
              rows={2}
              minLength={10}
              maxLength={500}
              required
            />
            <div>
              <ConfirmButton
                name="intent"
                value="override"
                question={t("override.question")}
                consequence={t("override.detail", { max: OVERRIDE_DAYS })}
              >
                {t("override.give")}
              </ConfirmButton>
            </div>
          </Form>
        )}
      </div>
    </Fold>
  );
}
