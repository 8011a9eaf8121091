import type { ChangedResult } from "~/drill/appeal-preview.server";
import { rulings } from "~/drill/appeal-rules";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { RadioCards } from "~/ui/RadioCards";
import { TextArea } from "~/ui/TextArea";
import { appealMessages } from "../../messages.appeal";

type Effect = { answers: number; people: number; changes: number; passing: number; passes: readonly ChangedResult[]; more: boolean };
type Previews = { also_right: Effect; all_right: Effect };

/** The three rulings, each with what it would change, and the reason that everybody reads. */
export function RulingForm({
  appealId,
  previews,
  refusals,
}: {
  appealId: string;
  previews: Previews;
  refusals: readonly Refusal[] | null | undefined;
}) {
  const t = useT(appealMessages);
  return (
    <Card title={t("rule.title")} raised>
      <Form refusals={refusals} messages={appealMessages} draftKey={`ruling:${appealId}`} className="grid gap-4">
        <RadioCards
          name="ruling"
          legend={t("rule.title")}
          legendHidden
          required
          options={rulings.map((ruling) => ({
            value: ruling,
            label: t(`rule.${ruling}`),
            description: (
              <>
                <span className="block">{t(`rule.${ruling}.body`)}</span>
                {ruling !== "rejected" && <EffectLine effect={previews[ruling]} />}
              </>
            ),
          }))}
        />
        <TextArea name="reason" label={t("rule.reason")} hint={t("rule.reason_hint")} rows={3} maxLength={1000} required />
        <div>
          <Button type="submit" variant="primary">
            {t("rule.send")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

function EffectLine({ effect }: { effect: Effect }) {
  const t = useT(appealMessages);
  const { answers, people, changes, passing, passes, more } = effect;
  const parts = [
    `${t("effect.answers", { count: answers })} · ${t("effect.people", { count: people })}`,
    changes > 0 ? t("effect.changes", { count: changes }) : t("effect.none"),
    passing > 0 ? t("effect.passing", { count: passing }) : "",
  ].filter(Boolean);
  return (
    <span className="mt-1 block text-ink">
      {parts.map((part) => (
        <span key={part} className="block">
          {part}
        </span>
      ))}
      {passes.length > 0 && <span className="block text-muted">{passes.map(({ name, title }) => `${name} (${title})`).join(" · ")}</span>}
      {more && <span className="block text-muted">{t("effect.more")}</span>}
    </span>
  );
}
