import { formatDate, formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { outcomeMessages } from "../messages.outcome";
import type { OutcomePage } from "../outcome-page.server";

type OutcomeCardProps = {
  person: { id: string; name: string };
  gradingId: string;
  outcome: OutcomePage;
  self: boolean;
  refusals?: Refusal[];
};

/** Whether the agent has read the result, and whether items of it are disputed: with what they may do about it until which day. */
export function OutcomeCard({ person, gradingId, outcome, self, refusals }: OutcomeCardProps) {
  const t = useT(outcomeMessages);
  const { locale, zone } = useReader();
  const { dispute, reading, mayRead, mayDispute } = outcome;
  const until = formatDate(outcome.until, locale);
  const lines: string[] = [];
  if (dispute) {
    const params = { name: person.name, count: dispute.items, day: formatDate(dispute.due, locale) };
    const which = dispute.outcome ?? "open";
    lines.push(t(self ? `card.${which}` : `card.${which}_of`, params));
  } else {
    if (reading) {
      const when = formatDateTime(reading.at, locale, zone);
      lines.push(t(reading.how === "time" ? "card.time" : self ? "card.said" : "card.said_of", { when, name: person.name }));
      if (mayDispute) lines.push(t("card.still", { day: until }));
    } else if (!self) lines.push(t("card.unread_of", { name: person.name, day: until }));
    else if (mayDispute) lines.push(t("card.unread", { day: until }));
  }
  if (lines.length === 0 && !mayRead) return null;
  return (
    <Card title={t(self ? "card.title" : "card.title_of")}>
      {lines.map((line) => (
        <p key={line} className="measure mb-2 text-sm">
          {line}
        </p>
      ))}
      <div className="mt-3 flex flex-wrap items-start gap-2">
        {mayRead && (
          <Form refusals={refusals} messages={outcomeMessages}>
            <Button type="submit" name="intent" value="read" variant="primary">
              {t("card.read")}
            </Button>
          </Form>
        )}
        {mayDispute && <LinkButton to={`/probation/${person.id}/result/${gradingId}/dispute`}>{t("card.dispute")}</LinkButton>}
        {dispute && (
          <LinkButton to={`/probation/disputes/${dispute.id}`}>
            {t(dispute.outcome === "ruled" ? "card.see_ruling" : "card.see")}
          </LinkButton>
        )}
      </div>
    </Card>
  );
}
