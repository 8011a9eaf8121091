import Check from "lucide-react/icons/check";
import Circle from "lucide-react/icons/circle";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { TextField } from "~/ui/TextField";
import { probationMessages } from "../messages";
import type { RemedialPlanPart, RemedialPlanView } from "../remedial-page.server";

type RemedialPlanProps = {
  plan: RemedialPlanView;
  self: boolean;
  /** Whether the reader may say that a practical was seen again. */
  canSee: boolean;
};

/** What is to be mended before the retake, part by part: how each stands and the way there. */
export function RemedialPlan({ plan, self, canSee }: RemedialPlanProps) {
  const t = useT(probationMessages);
  const { locale } = useReader();
  return (
    <Card title={t("remedial.title")} action={<Badge>{t("remedial.of", { done: plan.done, of: plan.of })}</Badge>} flush>
      <p className="px-4 pb-3 text-sm text-muted sm:px-5">
        {t(self ? "remedial.due_self" : "remedial.due", { day: formatDate(plan.due, locale) })}
      </p>
      <ul className="divide-y divide-line border-t border-line">
        {plan.parts.map((part) => (
          <li key={`${part.kind} ${part.ref}`} className="px-4 py-3 sm:px-5">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
              {part.done ? (
                <Check aria-hidden className="size-5 shrink-0 text-ink" />
              ) : (
                <Circle aria-hidden className="size-5 shrink-0 text-faint" />
              )}
              <span className="min-w-0 flex-1">
                <span className="block text-ui">{part.title}</span>
                <span className="block text-sm text-muted">
                  {t(`remedial.kind_${part.kind}`)} · <PartState part={part} self={self} />
                </span>
                {part.note && <span className="block text-sm whitespace-pre-line">{part.note}</span>}
              </span>
              <Way part={part} self={self} />
            </div>
            {canSee && part.kind === "practical" && !part.done && <Seen planId={plan.id} part={part} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function PartState({ part, self }: { part: RemedialPlanPart; self: boolean }) {
  const t = useT(probationMessages);
  if (part.done) return part.by ? t("remedial.seen_by", { name: part.by }) : t("remedial.done");
  if (part.mended) return t("remedial.mended", part.mended);
  return t(part.kind === "practical" && self ? "remedial.show_it" : "remedial.open");
}

/** The way to what is open: for the person to the thing itself, for others to where it can be watched. */
function Way({ part, self }: { part: RemedialPlanPart; self: boolean }) {
  const t = useT(probationMessages);
  if (part.kind === "drill" && !self)
    return (
      <LinkButton to={`/remedial/${part.ref}`} size="sm">
        {t("remedial.look")}
      </LinkButton>
    );
  if (!self || part.done || part.kind === "practical") return null;
  return (
    <LinkButton to={part.kind === "drill" ? `/drill?remedial=${part.ref}` : `/simulator/${part.ref}`} size="sm" variant="primary">
      {t("remedial.go")}
    </LinkButton>
  );
}

function Seen({ planId, part }: { planId: string; part: RemedialPlanPart }) {
  const t = useT(probationMessages);
  return (
    <Fold className="mt-1" summaryClass="text-sm text-accent-ink" summary={t("remedial.see")}>
      <Form messages={probationMessages} className="grid gap-3 pb-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end">
        <input type="hidden" name="intent" value="practical" />
        <input type="hidden" name="planId" value={planId} />
        <input type="hidden" name="slug" value={part.ref} />
        <TextField name="note" label={t("remedial.note")} optional maxLength={500} />
        <Button type="submit">{t("remedial.is_right")}</Button>
      </Form>
    </Fold>
  );
}
