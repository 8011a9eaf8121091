import { Link } from "@remix-run/react";
import { daysBetween, plainDateIn } from "~/platform/dates";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import { DECISION_LENGTH } from "../action-rules";
import type { ActionView } from "../action-view.server";
import { caseAddress, meetingAddress } from "../address";
import type { AgendaCase, AgendaItem } from "../meeting-page.server";
import { caseMessages } from "../messages";
import { meetingMessages } from "../messages.meeting";
import { yuanOf } from "../rules";
import { Actions } from "./Action";
import { ReasonBadges } from "./Badges";
import { VoteOutcome } from "./VoteOutcome";

type AgendaCardProps = {
  meetingId: string;
  item: AgendaItem;
  actions: readonly ActionView[];
  /** The other cases under which this one may be put. */
  others: readonly { caseId: string; number: number; title: string }[];
};

/** A case of the agenda: what was said and what should have been, what is decided, what is to be done. */
export function AgendaCard({ meetingId, item, actions, others }: AgendaCardProps) {
  const t = useT(meetingMessages);
  const say = useT(caseMessages);
  const { zone, now } = useReader();
  const all = [item, ...item.together];
  const yuan = yuanOf(all.reduce((sum, one) => sum + one.worthFen, 0));
  const times = all.reduce((sum, one) => sum + one.times, 0);
  const age = daysBetween(plainDateIn(zone, item.madeAt), plainDateIn(zone, now));
  return (
    <Card
      level={3}
      title={<CaseTitle one={item} />}
      action={item.isDecided && <Badge tone="cleared">{t("decision.saved")}</Badge>}
      className="scroll-mt-20"
    >
      <div id={`case-${item.number}`} className="grid gap-4">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <ReasonBadges kind={item.kind} reasons={item.reasons} />
          <span className="font-medium text-ink tabular-nums">{t("agenda.weight", { yuan, times: say("times", { count: times }) })}</span>
          <span>{t("agenda.age", { days: age })}</span>
          <span>{t("agenda.agent", { name: item.name })}</span>
        </p>
        <Quotes one={item} />
        {item.together.length > 0 && <Together item={item} />}
        {item.vote && <VoteOutcome vote={item.vote} />}
        <Form preventScrollReset messages={meetingMessages} draftKey={`decision:${meetingId}:${item.caseId}`} className="grid gap-2">
          <input type="hidden" name="caseId" value={item.caseId} />
          <TextArea
            name="decision"
            id={`decision-${item.number}`}
            label={t("decision.label")}
            rows={2}
            maxLength={DECISION_LENGTH}
            defaultValue={item.decision}
          />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" name="intent" value="decide">
              {t("decision.save")}
            </Button>
            <LinkButton to={`${meetingAddress(meetingId)}/actions/${item.number}`} aria-label={t("action.add_of", { number: item.number })}>
              {t("action.add")}
            </LinkButton>
          </div>
        </Form>
        {actions.length > 0 && <Actions actions={actions} />}
        <Arrange item={item} others={others} />
      </div>
    </Card>
  );
}

/** A case by its number and title, as a link to it. */
export function CaseTitle({ one }: { one: Pick<AgendaCase, "number" | "title"> }) {
  const say = useT(caseMessages);
  return (
    <Link to={caseAddress(one.number)} className="link">
      <span className="text-muted tabular-nums">{say("number", { number: one.number })}</span> {one.title}
    </Link>
  );
}

/** The lines that lost it, and what should have been said. */
export function Quotes({ one }: { one: Pick<AgendaCase, "quotes" | "better" | "why" | "kind"> }) {
  const t = useT(meetingMessages);
  const say = useT(caseMessages);
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <div className="rounded-box border-s-4 border-waiting bg-waiting-soft px-3 py-2">
        <p className="text-xs font-medium text-waiting-ink">{t("minutes.line")}</p>
        {one.quotes.map((quote, at) => (
          <p key={at} className="break-words whitespace-pre-line">
            {t("minutes.colon", { name: say(`who.${quote.who}`), text: quote.text })}
          </p>
        ))}
      </div>
      <div className="rounded-box border-s-4 border-accent bg-accent-soft px-3 py-2">
        <p className="text-xs font-medium text-accent-ink">{one.kind === "lost" ? t("minutes.better") : say("case.why_excellent")}</p>
        <p className="break-words whitespace-pre-line">{one.kind === "lost" ? one.better || say("case.better_none") : one.why}</p>
      </div>
    </div>
  );
}

function Together({ item }: { item: AgendaItem }) {
  const t = useT(meetingMessages);
  return (
    <div>
      <p className="text-sm font-semibold">{t("agenda.with")}</p>
      <ul>
        {item.together.map((one) => (
          <li key={one.caseId} className="flex flex-wrap items-center justify-between gap-x-4">
            <span className="min-w-0 text-sm">
              <CaseTitle one={one} />
            </span>
            <Form preventScrollReset>
              <input type="hidden" name="caseId" value={one.caseId} />
              <Button
                type="submit"
                name="intent"
                value="split"
                size="sm"
                variant="quiet"
                aria-label={t("agenda.split_of", { number: one.number })}
              >
                {t("agenda.split")}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Arrange({ item, others }: Pick<AgendaCardProps, "item" | "others">) {
  const t = useT(meetingMessages);
  const say = useT(caseMessages);
  const { number } = item;
  return (
    <Fold summary={<span className="text-sm text-muted">{t("agenda.change")}</span>}>
      <Form preventScrollReset className="flex flex-wrap items-end gap-2">
        <input type="hidden" name="caseId" value={item.caseId} />
        <Button type="submit" name="intent" value="up" size="sm" aria-label={t("agenda.up_of", { number })}>
          {t("agenda.up")}
        </Button>
        <Button type="submit" name="intent" value="down" size="sm" aria-label={t("agenda.down_of", { number })}>
          {t("agenda.down")}
        </Button>
        <Button type="submit" name="intent" value="out" size="sm" aria-label={t("agenda.out_of", { number })}>
          {t("agenda.out")}
        </Button>
        {others.length > 0 && (
          <>
            <SelectField
              name="with"
              id={`with-${number}`}
              label={t("agenda.join")}
              placeholder
              options={others.map((one) => ({ value: one.caseId, label: `${say("number", { number: one.number })} ${one.title}` }))}
              className="min-w-48"
            />
            <Button type="submit" name="intent" value="join" size="sm">
              {t("agenda.join_do")}
            </Button>
          </>
        )}
      </Form>
    </Fold>
  );
}
