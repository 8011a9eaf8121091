import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import { levelMessages } from "../levels/messages";
import type { LevelPage } from "../levels/page.server";

type LevelByHandProps = {
  levels: LevelPage["levels"];
  held: NonNullable<LevelPage["held"]>;
  open: boolean;
  refusals: Refusal[] | null;
};

/** A manager's own decision on a level, with its reason: any level, or the management track. */
export function LevelByHand({ levels, held, open, refusals }: LevelByHandProps) {
  const t = useT(levelMessages);
  const isManagement = held.track === "management";
  const choices = [
    ...levels.filter(({ slug }) => isManagement || slug !== held.level).map(({ slug, title }) => ({ value: slug, label: title })),
    ...(isManagement ? [] : [{ value: "management", label: t("manual.management") }]),
  ];
  return (
    <Card flush>
      <Fold open={open} summaryClass="px-4 sm:px-5" summary={t("manual")}>
        <Form messages={levelMessages} refusals={refusals} className="grid gap-4 px-4 pb-4 sm:px-5 sm:pb-5">
          <p className="measure text-sm text-muted">{t("manual.lead")}</p>
          <SelectField name="level" label={t("manual.to")} placeholder required options={choices} />
          <TextArea name="reason" label={t("reason")} required minLength={3} maxLength={500} />
          <div>
            <ConfirmButton
              name="intent"
              value="level"
              variant="primary"
              question={t("manual.question")}
              consequence={t("manual.consequence")}
            >
              {t("manual.save")}
            </ConfirmButton>
          </div>
        </Form>
      </Fold>
    </Card>
  );
}
