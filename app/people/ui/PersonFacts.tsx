import { plainDateIn } from "~/platform/dates";
import { formatDate, formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { peopleMessages } from "../messages";
import { pageMessages } from "../messages.pages";
import type { PersonPage } from "../person-page.server";
import { Facts } from "./Facts";

/** Who somebody is and where they belong. */
export function PersonFacts({ person }: { person: PersonPage }) {
  const { locale, zone } = useReader();
  const t = useT(pageMessages);
  const people = useT(peopleMessages);
  const unset = <span className="text-faint">{t("person.unset")}</span>;
  const day = (value: string | null) => (value ? formatDate(value, locale) : unset);
  const isAgent = person.state !== null;

  const profile = [
    { key: "externalId", label: t("person.external_id"), value: person.externalId ?? unset },
    { key: "login", label: t("person.login"), value: person.login ?? unset },
    { key: "email", label: t("person.email"), value: person.email ?? unset },
    {
      key: "roles",
      label: t("person.roles"),
      value: (
        <ul className="grid gap-1">
          {person.roles.map((held) => (
            <li key={held.id}>
              {held.team
                ? people("role.in_team", { role: people(`role.${held.role}`), team: held.team })
                : people("role.whole_shop", { role: people(`role.${held.role}`) })}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  const employment = [
    {
      key: "team",
      label: t("person.team"),
      value:
        person.teams.length === 0 ? (
          unset
        ) : (
          <ul className="grid gap-1">
            {person.teams.map((membership) => (
              <li key={membership.from}>
                {membership.name}{" "}
                <span className="text-sm text-muted">
                  {t(membership.from > person.today ? "person.planned" : "person.since", { day: formatDate(membership.from, locale) })}
                  {membership.to && ` ${t("person.until", { day: formatDate(membership.to, locale) })}`}
                </span>
              </li>
            ))}
          </ul>
        ),
    },
    {
      key: "stores",
      label: t("person.stores"),
      value:
        person.stores.length === 0 ? (
          unset
        ) : (
          <ul className="grid gap-1">
            {person.stores.map((held) => (
              <li key={held.storeId}>
                {held.name} <span className="text-sm text-muted">{people(`platform.${held.platform}`)}</span>{" "}
                <span className="tabular">{t("person.share", { share: held.share })}</span>
              </li>
            ))}
          </ul>
        ),
      note: person.stores[0]?.reason ? t("person.reason", { reason: person.stores[0].reason }) : undefined,
    },
    ...(person.accounts.length > 0
      ? [
          {
            key: "accounts",
            label: t("person.accounts"),
            value: (
              <ul className="grid gap-1">
                {person.accounts.map((account) => (
                  <li key={account.id}>
                    {account.nick} <span className="text-sm text-muted">{account.store}</span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
    { key: "hired", label: t("person.hired"), value: day(person.hireDate) },
    { key: "term", label: t("person.term"), value: person.contractTerm ? people(`term.${person.contractTerm}`) : unset },
    {
      key: "probation",
      label: t("person.probation_end"),
      value: day(person.probationEnd),
      note: (
        <>
          {person.rehiredAt
            ? t("person.no_second_probation", { day: formatDate(plainDateIn(zone, person.rehiredAt), locale) })
            : person.probationLimit && t("person.probation_limit", { day: formatDate(person.probationLimit, locale) })}
          {person.extensions.map((one) => (
            <span key={one.id} className="block">
              {t("person.extended", {
                from: formatDate(one.from, locale),
                to: formatDate(one.to, locale),
                name: one.by,
                reason: one.reason,
              })}
            </span>
          ))}
        </>
      ),
    },
    ...(person.leaves.length > 0
      ? [
          {
            key: "leave",
            label: t("person.leave"),
            value: (
              <ul className="grid gap-1">
                {person.leaves.map((one) => (
                  <li key={one.id}>
                    {t("person.leave_span", { from: formatDate(one.from, locale), to: formatDate(one.to, locale) })}{" "}
                    <span className="text-sm text-muted">{one.reason}</span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <Card title={t("person.profile")}>
        <Facts facts={profile} />
      </Card>
      {isAgent && (
        <Card title={t("person.dates")}>
          <Facts facts={employment} />
          {person.stateSince && (
            <p className="mt-4 border-t border-line pt-3 text-sm text-muted">
              {people(`state.${person.state ?? "invited"}`)}{" "}
              {t("person.state_since", { when: formatDateTime(person.stateSince, locale, zone) })}
            </p>
          )}
        </Card>
      )}
    </>
  );
}
