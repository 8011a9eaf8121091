import { showScore } from "~/platform/decimal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import type { MonthPerson } from "../months/month-people.server";
import { REASON_MAX } from "../months/month-rules";
import { monthMessages } from "../messages.months";
import type { Refused } from "./MonthView";

/** Those whose month could not be scored, each with room for a manager's score and its reason. */
export function DecideForm({ people, refused }: { people: readonly MonthPerson[]; refused: Refused }) {
  const t = useT(monthMessages);
  return (
    <Card title={t("decide.title")} flush>
      <p className="measure px-4 pb-3 text-sm text-muted sm:px-5">{t("decide.lead")}</p>
      <ul className="divide-y divide-line border-t border-line">
        {people.map((row) => {
          const isRefused = refused?.intent === "decide" && refused.person === row.personId;
          return (
            <li key={row.personId}>
              <Fold
                open={isRefused}
                summaryClass="px-4 py-2 sm:px-5"
                summary={
                  <>
                    <span className="font-medium">{row.name}</span>
                    {row.decided && row.score !== null && (
                      <span className="text-sm text-muted">
                        {t("decide.given", { score: showScore(row.score), reason: row.decidedReason ?? "" })}
                      </span>
                    )}
                  </>
                }
              >
                <Form
                  refusals={isRefused ? refused.refusals : null}
                  messages={monthMessages}
                  className="grid max-w-xl gap-4 px-4 pb-5 sm:px-5"
                >
                  <input type="hidden" name="intent" value="decide" />
                  <input type="hidden" name="person" value={row.personId} />
                  <TextField
                    name="score"
                    label={t("decide.score")}
                    hint={t("decide.score_hint")}
                    inputMode="decimal"
                    className="max-w-40"
                    defaultValue={row.decided && row.score !== null ? showScore(row.score) : ""}
                  />
                  <TextArea name="reason" label={t("decide.reason")} rows={2} maxLength={REASON_MAX} required />
                  <div>
                    <Button type="submit">{t("decide.send")}</Button>
                  </div>
                </Form>
              </Fold>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
