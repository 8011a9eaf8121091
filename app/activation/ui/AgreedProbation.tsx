import type { ReactNode } from "react";
import { peopleMessages } from "~/people/messages";
import { probationLimit, probationMonths } from "~/people/probation-law";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import type { extensionPage } from "../extension.server";
import { extensionMessages } from "../messages.extension";

type Page = NonNullable<Awaited<ReturnType<typeof extensionPage>>>;

/** Hire date, term, agreed end and the law's last day with its reason in words. */
export function AgreedProbation({ page: { person, room } }: { page: Page }) {
  const t = useT(extensionMessages);
  const people = useT(peopleMessages);
  const { locale } = useReader();
  const { hireDate, contractTerm, probationEnd } = person;
  const limit = hireDate && contractTerm ? probationLimit(hireDate, contractTerm) : null;
  const day = (value: string | null) => (value ? formatDate(value, locale) : <span className="text-faint">{t("agreed.unset")}</span>);
  return (
    <Card title={t("agreed.title")}>
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[9.5rem_minmax(0,1fr)]">
        <Row name={t("agreed.hired")}>{day(hireDate)}</Row>
        <Row name={t("agreed.term")}>{contractTerm ? people(`term.${contractTerm}`) : day(null)}</Row>
        <Row name={t("agreed.end")} note={room ? t("agreed.left", { count: room.daysLeft }) : null}>
          {day(probationEnd)}
        </Row>
        {limit && contractTerm && (
          <Row
            name={t("agreed.limit")}
            note={`${t("limit.why", { count: probationMonths[contractTerm] })} ${room ? t("limit.room", { count: room.daysToAdd }) : ""}`}
          >
            {day(limit)}
          </Row>
        )}
      </dl>
    </Card>
  );
}

function Row({ name, note, children }: { name: string; note?: string | null; children: ReactNode }) {
  return (
    <>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="min-w-0 text-ui">
        {children}
        {note && <span className="block text-sm text-muted">{note}</span>}
      </dd>
    </>
  );
}
