import { peopleMessages } from "~/people/messages";
import { formatDay } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { TextField } from "~/ui/TextField";
import { planMessages } from "../messages.plan";

type LeavesProps = {
  personId: string;
  today: string;
  leaves: readonly { id: string; from: string; to: string; reason: string; past: boolean }[];
  refusals: readonly Refusal[] | null;
};

/** Leave that is entered, and the form for more. */
export function Leaves({ personId, today, leaves, refusals }: LeavesProps) {
  const t = useT(planMessages);
  const { locale } = useReader();
  const range = (from: string, to: string) =>
    from === to ? formatDay(from, locale) : t("plan.leave_range", { from: formatDay(from, locale), to: formatDay(to, locale) });
  return (
    <Card title={t("plan.leave_title")}>
      <p className="mb-4 text-sm text-muted">{t("plan.leave_lead")}</p>
      {leaves.length === 0 ? (
        <p className="text-sm text-muted">{t("plan.leave_none")}</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {leaves.map((leave) => (
            <li key={leave.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
              <span className={leave.past ? "text-muted" : undefined}>
                {range(leave.from, leave.to)}
                <span className="block text-sm text-muted">{leave.reason}</span>
              </span>
              <Form>
                <input type="hidden" name="intent" value="cancel_leave" />
                <input type="hidden" name="leaveId" value={leave.id} />
                <ConfirmButton
                  variant="quiet"
                  size="sm"
                  question={t("plan.leave_cancel_question")}
                  consequence={t("plan.leave_cancel_body")}
                  confirmLabel={t("plan.leave_cancel")}
                >
                  {t("plan.leave_cancel")}
                </ConfirmButton>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form messages={peopleMessages} refusals={refusals} draftKey={`leave:${personId}`} className="mt-5 grid gap-4">
        <input type="hidden" name="intent" value="leave" />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="from" type="date" label={t("plan.leave_from")} required defaultValue={today} />
          <TextField name="to" type="date" label={t("plan.leave_to")} required defaultValue={today} />
        </div>
        <TextField name="reason" label={t("plan.leave_reason")} required maxLength={500} />
        <div>
          <Button type="submit">{t("plan.leave_add")}</Button>
        </div>
      </Form>
    </Card>
  );
}
