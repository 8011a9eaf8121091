import { Link } from "@remix-run/react";
import MessagesSquare from "lucide-react/icons/messages-square";
import { curriculumMessages } from "~/curriculum/messages";
import { formatDate } from "~/platform/format";
import { plainDateIn } from "~/platform/dates";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { Tabs } from "~/ui/Tabs";
import { runAddress } from "../address";
import type { Shown, SimulationList, SimulationRow } from "../list.server";
import { simulatorMessages } from "../messages";
import { pointsText } from "../points";
import { StandingBadge } from "./StandingBadge";

/** Narrowing fewer than this helps nobody. */
const FEW = 4;

/** The simulated chats by level. */
export function List({ show, list }: { show: Shown; list: SimulationList }) {
  const t = useT(simulatorMessages);
  const { required, counts, open } = list;
  const levels = [...new Set(list.rows.map(({ level }) => level))];
  return (
    <>
      <PageHeader title={t("title")} detail={required.of > 0 ? t("required.passed", required) : t("detail")} />
      {open && (
        <Notice
          tone="waiting"
          className="mb-5"
          title={t("open.title")}
          action={
            <LinkButton to={runAddress(open.runId)} variant="primary" prefetch="none">
              {t("open.go_on")}
            </LinkButton>
          }
        >
          {open.title ? t("open.named", { title: open.title }) : t("open.text")}
        </Notice>
      )}
      {counts.all > FEW && (
        <Tabs
          label={t("show")}
          className="mb-5"
          items={(["all", "required", "open"] as const).map((one) => ({
            to: one === "all" ? "/simulator" : `/simulator?show=${one}`,
            label: t(`show.${one}`),
            current: one === show,
            count: counts[one],
          }))}
        />
      )}
      {list.rows.length === 0 && <Nothing show={show} isEmpty={counts.all === 0} />}
      <div className="grid gap-6">
        {levels.map((level) => (
          <Card key={level} flush title={`${t("level", { level })} · ${t(`level.${level}` as "level.1")}`}>
            <ul className="divide-y divide-line border-t border-line">
              {list.rows
                .filter((row) => row.level === level)
                .map((row) => (
                  <li key={row.slug}>
                    <Row row={row} />
                  </li>
                ))}
            </ul>
          </Card>
        ))}
      </div>
    </>
  );
}

function Row({ row }: { row: SimulationRow }) {
  const t = useT(simulatorMessages);
  const say = useT(curriculumMessages);
  const { locale, zone } = useReader();
  const { best, lastAt, state } = row.standing;
  return (
    <Link
      to={`/simulator/${row.slug}`}
      prefetch="intent"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2 sm:px-5"
    >
      <span className="min-w-0 flex-1 basis-72">
        <span className="block text-ui font-medium">{row.title}</span>
        <span className="mt-1 flex flex-wrap items-center gap-1.5">
          {row.required && <Badge tone="accent">{t("required")}</Badge>}
          <Badge>{t("customers", { count: row.customers })}</Badge>
          {row.qualities.map((quality) => (
            <Badge key={quality}>{say(`quality.${quality}`)}</Badge>
          ))}
        </span>
      </span>
      <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm tabular-nums">
        {best !== null && <span>{t("best", { total: pointsText(best) })}</span>}
        <span className="text-muted">{t("pass", { pass: row.pass })}</span>
        {lastAt && <span className="text-muted">{t("last.on", { date: formatDate(plainDateIn(zone, lastAt), locale) })}</span>}
        <StandingBadge state={state} />
      </span>
    </Link>
  );
}

function Nothing({ show, isEmpty }: { show: Shown; isEmpty: boolean }) {
  const t = useT(simulatorMessages);
  return (
    <Card flush>
      {isEmpty || show === "all" ? (
        <EmptyState icon={<MessagesSquare />} title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      ) : (
        <EmptyState icon={<MessagesSquare />} title={t(`show.${show}`)} action={<LinkButton to="/simulator">{t("back")}</LinkButton>}>
          {t(`none.${show}`)}
        </EmptyState>
      )}
    </Card>
  );
}
