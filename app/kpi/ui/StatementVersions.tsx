import { Link } from "@remix-run/react";
import { showScore } from "~/platform/decimal";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { statementAddress } from "../address";
import { statementMessages } from "../messages.statement";
import { versionsAddress } from "../months/address";
import { yuan } from "../statement-values";
import type { Statement } from "../statement.server";

/** Every version that somebody was told of the month, newest first. */
export function StatementVersions({ statement: { person, month, version, versions } }: { statement: Statement }) {
  const t = useT(statementMessages);
  const { locale, zone } = useReader();
  if (versions.length === 0) return null;
  const here = statementAddress(person.id, month);
  return (
    <div data-print="hide">
      <Card title={t("versions")}>
        <ol className="grid gap-2 text-ui">
          {version !== null && (
            <li>
              <Link className="link" to={here}>
                {t("version_now")}
              </Link>
            </li>
          )}
          {versions.map((one) => (
            <li key={one.version} className="flex flex-wrap items-baseline gap-x-3">
              <Link className="link" to={`${here}&version=${one.version}`} aria-current={one.version === version ? "page" : undefined}>
                {t("version", { version: one.version })}
              </Link>
              <span>{t(`kind.${one.kind}`)}</span>
              <span className="text-muted">{formatDateTime(new Date(one.at), locale, zone)}</span>
              <span className="tabular-nums">
                {one.score === null ? t("not_scored") : showScore(one.score)}
                {one.bonusFen !== null && ` · ${t("yuan", { amount: yuan(one.bonusFen) })}`}
              </span>
              {one.reason !== "" && <span className="basis-full text-sm text-muted">{one.reason}</span>}
            </li>
          ))}
        </ol>
        <p className="mt-3 text-sm">
          <Link className="link" to={versionsAddress(month, person.id)}>
            {t("changes")}
          </Link>
        </p>
      </Card>
    </div>
  );
}
