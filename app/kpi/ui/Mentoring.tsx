import { plainDateIn } from "~/platform/dates";
import { formatDate } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import { levelMessages } from "../levels/messages";
import type { LevelPage } from "../levels/page.server";

type MentoringProps = {
  trainees: LevelPage["trainees"];
  choices: LevelPage["choices"];
  mayEnd: boolean;
  refusals: Refusal[] | null;
};

/** Whom somebody brings along, and what came of it; a manager names and ends. */
export function Mentoring({ trainees, choices, mayEnd, refusals }: MentoringProps) {
  const t = useT(levelMessages);
  const { locale, zone } = useReader();
  const stateOf = (one: MentoringProps["trainees"][number]) =>
    one.activatedAt
      ? t("mentoring.activated", { day: formatDate(plainDateIn(zone, new Date(one.activatedAt)), locale) })
      : t(one.ended ? "mentoring.ended" : "mentoring.running");
  return (
    <Card title={t("mentoring")}>
      <p className="measure text-sm text-muted">{t("mentoring.lead")}</p>
      {trainees.length === 0 ? (
        <p className="mt-2 text-sm">{t("mentoring.none")}</p>
      ) : (
        <ul className="mt-2 divide-y divide-line">
          {trainees.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
              <span className="min-w-0 text-ui">
                {one.name} <span className="text-sm text-muted">{stateOf(one)}</span>
              </span>
              {mayEnd && !one.ended && !one.activatedAt && (
                <Form messages={levelMessages}>
                  <input type="hidden" name="mentorshipId" value={one.id} />
                  <ConfirmButton
                    name="intent"
                    value="mentor_end"
                    variant="secondary"
                    size="sm"
                    question={t("mentoring.end_question")}
                    consequence={t("mentoring.end_consequence")}
                  >
                    {t("mentoring.end")}
                  </ConfirmButton>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {choices.length > 0 && (
        <Form messages={levelMessages} refusals={refusals} className="mt-3 grid gap-3 sm:grid-cols-[1fr_auto] sm:items-end">
          <SelectField
            name="traineeId"
            label={t("traineeId")}
            placeholder
            required
            options={choices.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button type="submit" name="intent" value="mentor">
            {t("mentoring.add")}
          </Button>
        </Form>
      )}
    </Card>
  );
}
