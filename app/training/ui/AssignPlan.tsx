import { formatDate } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { planMessages } from "../messages.plan";
import type { planPage } from "../plan-page.server";

type PlanPage = NonNullable<Awaited<ReturnType<typeof planPage>>>;

/** The plan that runs, and the form that assigns one while nothing of it was begun. */
export function AssignPlan({ page, refusals }: { page: PlanPage; refusals: readonly Refusal[] | null }) {
  const t = useT(planMessages);
  const { locale } = useReader();
  const { running } = page;
  const only = page.plans.length === 1 ? page.plans[0] : undefined;
  const obstacle = !page.mayHavePlan
    ? t("plan.state_shut", { name: page.name })
    : !page.hasTeam
      ? t("plan.no_team", { name: page.name })
      : page.plans.length === 0
        ? t("plan.no_plans")
        : null;
  return (
    <Card title={t(running ? "progress.plan" : "plan.assign_title")}>
      {running && (
        <div className="mb-4 text-base">
          <p>
            {t(running.started ? "plan.running" : "plan.running_from", {
              title: running.title,
              date: formatDate(running.startDate, locale),
            })}
          </p>
          <p className="text-sm text-muted">
            {running.lastDate ? t("plan.last_day", { date: formatDate(running.lastDate, locale) }) : t("progress.no_date")}
          </p>
        </div>
      )}
      {running?.begun ? (
        <p className="text-sm text-muted">{t("plan.begun")}</p>
      ) : obstacle ? (
        <Notice tone="waiting">{obstacle}</Notice>
      ) : (
        <Form messages={planMessages} refusals={refusals} className="grid gap-4">
          <input type="hidden" name="intent" value="assign" />
          <p className="text-sm text-muted">{t(running ? "plan.replace_lead" : "plan.assign_lead")}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              name="planSlug"
              label={t("plan.which")}
              required
              placeholder={only === undefined}
              defaultValue={running?.slug ?? only?.slug ?? ""}
              options={page.plans.map((p) => ({ value: p.slug, label: t(`plan.option_${p.step}`, { title: p.title, count: p.days }) }))}
            />
            <TextField name="startDate" type="date" label={t("plan.start")} required min={page.today} defaultValue={page.suggestedStart} />
          </div>
          <div>
            <Button type="submit" variant="primary">
              {t(running ? "plan.replace" : "plan.assign")}
            </Button>
          </div>
        </Form>
      )}
    </Card>
  );
}
