import type { ReactNode } from "react";
import { peopleMessages } from "~/people/messages";
import { plainDateIn } from "~/platform/dates";
import { showScore } from "~/platform/decimal";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { KeyHint } from "~/ui/KeyHint";
import { LinkButton } from "~/ui/LinkButton";
import type { WorkKind } from "~/work/kinds";
import { placeOf } from "../explain";
import { inboxMessages } from "../messages";
import { matterMessages } from "../messages.matters";
import type { SelectedItem } from "../queries.server";
import { GateState } from "./GateState";
import { textIn } from "~/work/item-line";

/** An item that is settled on another page: what it is in a sentence or two, the facts, and the one way there. */
export function Explained({ item }: { item: SelectedItem & { kind: Exclude<WorkKind, "practical"> } }) {
  const t = useT(inboxMessages);
  const say = useT(matterMessages);
  const { locale, zone, now } = useReader();
  const { kind, data } = item;
  const end = item.person?.probationEnd ?? (typeof data.end === "string" ? data.end : null);
  const over = kind === "probation_end" && end !== null && end < plainDateIn(zone, now);
  const to = placeOf(kind, item, item.gate?.gate ?? null);
  const due = typeof data.due === "string" ? formatDate(data.due, locale) : "";
  const words = {
    name: item.personName ?? t("item.nobody"),
    title: textIn(data.title, locale),
    date: end ? formatDate(end, locale) : "",
    due,
  };
  return (
    <>
      <p className="max-w-[var(--measure)] text-base">{say(over ? "what.probation_over" : `what.${kind}`, words)}</p>
      <Facts item={item} />
      {item.gate && <GateState gate={item.gate} />}
      {to && !item.closed && (
        <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
          <LinkButton to={to} variant="primary" size="lg" aria-keyshortcuts="A" className="max-sm:w-full">
            {say(`do.${kind}`)} <KeyHint className="ms-1 border-on-accent/40 bg-transparent text-on-accent">A</KeyHint>
          </LinkButton>
          {kind === "probation_end" && !over && item.personId && (
            <LinkButton to={`/people/${item.personId}/extension`} size="lg" className="max-sm:w-full">
              {say("do.probation_extend")}
            </LinkButton>
          )}
          <p className="text-sm text-muted">{say("do.elsewhere")}</p>
        </div>
      )}
    </>
  );
}

function Facts({ item }: { item: SelectedItem }) {
  const t = useT(inboxMessages);
  const say = useT(peopleMessages);
  const { locale, zone } = useReader();
  const { person, sitting, gradings } = item;
  const date = (at: string) => formatDate(plainDateIn(zone, new Date(at)), locale);
  return (
    <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
      {person?.state && (
        <Fact name={t("fact.state")}>
          {say(`state.${person.state}`)}
          {person.stateSince && (
            <span className="text-muted"> · {t("fact.since", { date: formatDate(plainDateIn(zone, person.stateSince), locale) })}</span>
          )}
        </Fact>
      )}
      {person && item.kind === "clearance_lapsed" && <Fact name={t("fact.clearance")}>{say(`clearance.${person.clearance}`)}</Fact>}
      {person?.hireDate && <Fact name={t("fact.hired")}>{formatDate(person.hireDate, locale)}</Fact>}
      {person?.probationEnd && person.state !== "active" && (
        <Fact name={t("fact.probation_end")}>{formatDate(person.probationEnd, locale)}</Fact>
      )}
      {sitting && sitting.tries.length > 0 && (
        <Fact name={t("fact.tries")}>
          {sitting.tries.map((s) => (
            <span key={s.attempt} className="block">
              {t("fact.try", { attempt: s.attempt, score: showScore(s.score), critical: s.criticalWrong })}
              <span className="text-muted">
                {" · "}
                {date(s.at)}
                {s.focusLosses > 0 && ` · ${t("fact.focus", { count: s.focusLosses })}`}
              </span>
            </span>
          ))}
        </Fact>
      )}
      {gradings.length > 0 && (
        <Fact name={t("fact.gradings")}>
          {gradings.map((g) => (
            <span key={g.startedAt} className="block">
              {g.total === null
                ? t("fact.grading_begun", { name: g.by, date: date(g.startedAt) })
                : t(g.passed ? "fact.grading_passed" : "fact.grading_failed", { name: g.by, total: showScore(g.total) })}
            </span>
          ))}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
