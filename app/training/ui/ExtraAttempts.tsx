import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { planMessages } from "../messages.plan";

type ExtraAttemptsProps = {
  activities: readonly { slug: string; title: string; attempts: number }[];
  refusals: readonly Refusal[] | null;
  /** The activity that the refusals are about. */
  about: string | null;
};

/** Quizzes and exams whose attempts are used up: the manager decides, with a reason. */
export function ExtraAttempts({ activities, refusals, about }: ExtraAttemptsProps) {
  const t = useT(planMessages);
  return (
    <Card title={t("plan.extra_title")} raised>
      <div className="grid gap-6">
        {activities.map((a) => (
          <Form
            key={a.slug}
            messages={planMessages}
            refusals={about === a.slug ? refusals : null}
            draftKey={`extra:${a.slug}`}
            className="grid gap-3"
          >
            <input type="hidden" name="intent" value="extra" />
            <input type="hidden" name="slug" value={a.slug} />
            <p>{t("plan.extra_lead", { title: a.title, count: a.attempts })}</p>
            <TextArea name="reason" label={t("plan.extra_reason")} required minLength={10} maxLength={500} rows={2} />
            <div>
              <Button type="submit" variant="primary">
                {t("plan.extra_grant")}
              </Button>
            </div>
          </Form>
        ))}
      </div>
    </Card>
  );
}
