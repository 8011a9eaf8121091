import { Form as PlainForm } from "@remix-run/react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { SelectField } from "~/ui/SelectField";
import { scorecardMessages } from "../messages.scorecards";
import { HOUSE_CARD_ID } from "../scorecard-default";

type Listed = { id: string; number: number; isHouse: boolean; isDraft: boolean; criteria: number; name: string };
type ScorecardListProps = {
  cards: readonly Listed[];
  teams: readonly { id: string; name: string; cardId: string | null }[];
  refusals?: Refusal[];
};

/** The scorecards, each to edit or to begin another from; and which team uses which. */
export function ScorecardList({ cards, teams, refusals }: ScorecardListProps) {
  const t = useT(scorecardMessages);
  const usable = cards.filter(({ number }) => number > 0);
  return (
    <>
      <Card title={t("title")} flush>
        <ul className="divide-y divide-line">
          {cards.map(({ id, name, number, isDraft, isHouse, criteria }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
              <span className="min-w-0">
                <span className="block font-medium">{name}</span>
                <span className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
                  {number > 0 ? t("list.version", { n: number }) : t("list.unpublished")}
                  <span>{t("list.criteria", { count: criteria })}</span>
                  {isHouse && <span>{t("list.house")}</span>}
                  {isDraft && <Badge tone="waiting">{t("list.draft")}</Badge>}
                </span>
              </span>
              <span className="flex flex-wrap gap-2">
                <LinkButton to={`/chats/scorecards/${id}`} size="sm">
                  {t("list.edit")}
                </LinkButton>
                <PlainForm method="post">
                  <input type="hidden" name="intent" value="new" />
                  <input type="hidden" name="card" value={id} />
                  <Button type="submit" size="sm" variant="quiet">
                    {t("list.copy")}
                  </Button>
                </PlainForm>
              </span>
            </li>
          ))}
        </ul>
      </Card>
      {usable.length > 1 && (
        <Card title={t("teams.title")}>
          <div className="grid gap-3">
            {teams.map(({ id, name, cardId }) => (
              <Form key={id} refusals={refusals} messages={scorecardMessages} className="flex flex-wrap items-end gap-3">
                <input type="hidden" name="intent" value="choose" />
                <input type="hidden" name="team" value={id} />
                <SelectField
                  name="card"
                  label={t("teams.card", { team: name })}
                  defaultValue={cardId ?? HOUSE_CARD_ID}
                  options={usable.map((card) => ({ value: card.id, label: card.name }))}
                />
                <Button type="submit">{t("teams.save")}</Button>
              </Form>
            ))}
          </div>
        </Card>
      )}
    </>
  );
}
