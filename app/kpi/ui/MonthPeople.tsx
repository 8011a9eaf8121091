import { Form as GetForm, Link, useSubmit } from "@remix-run/react";
import Users from "lucide-react/icons/users";
import { showScore } from "~/platform/decimal";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { Pagination } from "~/ui/Pagination";
import { SearchField } from "~/ui/SearchField";
import { SelectField } from "~/ui/SelectField";
import { type Column, Table } from "~/ui/Table";
import { statementAddress } from "../address";
import { monthAddress, queried, versionsAddress } from "../months/address";
import type { MonthPerson, PeopleFilter } from "../months/month-people.server";
import { monthMessages } from "../messages.months";
import { yuan } from "../month-title";
import { DecideForm } from "./DecideForm";
import type { MonthPage, Refused } from "./MonthView";

const shows = ["all", "not_scored", "disputed", "no_figures"] as const;

function paramsOf({ show, sort, falling, q, page }: PeopleFilter): Record<string, string> {
  return {
    show: show === "all" ? "" : show,
    sort: sort === "name" ? "" : sort,
    falling: falling ? "1" : "",
    q,
    page: page > 1 ? String(page) : "",
  };
}

/** Everybody of a month: score, base, bonus, change, disputes; searched, narrowed, sorted, and the list for payroll. */
export function MonthPeople({ page, refused }: { page: MonthPage; refused: Refused }) {
  const t = useT(monthMessages);
  const { head, filter, rows, more, manages } = page;
  const submit = useSubmit();
  const path = monthAddress(head.month, head.teamId);
  const to = (change: Partial<PeopleFilter>) => queried(path, paramsOf({ ...filter, page: 1, ...change }));
  const sorting = (sort: PeopleFilter["sort"], fallsFirst: boolean) => ({
    sortTo: to({ sort, falling: filter.sort === sort ? !filter.falling : fallsFirst }),
    ...(filter.sort === sort ? { sorted: filter.falling ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  const columns: Column<MonthPerson>[] = [
    { key: "name", header: t("col.name"), primary: true, ...sorting("name", false), cell: (row) => <Name row={row} /> },
    {
      key: "score",
      header: t("col.score"),
      align: "end",
      ...sorting("score", true),
      cell: (row) => <Score row={row} month={head.month} />,
    },
    { key: "tier", header: t("col.tier"), align: "end", cell: (row) => row.baseYuan ?? "–" },
    {
      key: "bonus",
      header: t("col.bonus"),
      align: "end",
      ...sorting("bonus", true),
      cell: (row) => (row.bonusFen === null ? "–" : yuan(row.bonusFen)),
    },
    { key: "change", header: t("col.change"), align: "end", ...sorting("change", true), cell: (row) => signed(row.change) },
    { key: "days", header: t("col.days"), align: "end", cell: (row) => `${row.activeDays}/${row.workingDays}` },
    { key: "disputes", header: t("col.disputes"), cell: (row) => <Disputes row={row} /> },
    {
      key: "versions",
      header: t("col.versions"),
      cell: (row) =>
        row.version > 0 ? (
          <Link to={versionsAddress(head.month, row.personId)} prefetch="intent" className="link">
            {t("people.version", { version: row.version })}
          </Link>
        ) : (
          <span className="text-muted">{t("people.no_version")}</span>
        ),
    },
  ];
  const undecided = manages && head.state !== "closed" ? rows.filter((row) => row.score === null || row.decided) : [];
  return (
    <>
      <Card flush>
        <div className="grid gap-3 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto_auto] sm:items-end sm:px-5">
          <SearchField
            label={t("people.search")}
            defaultValue={filter.q}
            keep={without(paramsOf({ ...filter, page: 1 }), "q")}
            action={path}
          />
          <GetForm
            method="get"
            action={path}
            key={JSON.stringify(filter)}
            onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
            className="flex items-end gap-3"
          >
            {Object.entries(without(paramsOf({ ...filter, page: 1 }), "show")).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <SelectField
              name="show"
              label={t("people.show")}
              labelHidden
              defaultValue={filter.show}
              options={shows.map((show) => ({ value: show, label: t(`show.${show}`) }))}
            />
            <ApplyButton>{t("filter.apply")}</ApplyButton>
          </GetForm>
          {manages && (
            <div className="flex flex-wrap gap-2">
              <LinkButton to={`${path}/bonus`} prefetch="none" reloadDocument>
                {t("file.csv")}
              </LinkButton>
              <LinkButton to={`${path}/bonus?format=xlsx`} prefetch="none" reloadDocument>
                {t("file.xlsx")}
              </LinkButton>
            </div>
          )}
        </div>
        {rows.length > 0 ? (
          <Table caption={t("people.caption")} columns={columns} rows={rows} rowKey={(row) => row.personId} />
        ) : (
          <EmptyState icon={<Users />} title={t("people.empty")} action={<LinkButton to={path}>{t("people.clear")}</LinkButton>} />
        )}
      </Card>
      <Pagination
        page={filter.page}
        previous={filter.page > 1 ? to({ page: filter.page - 1 }) : null}
        next={more ? to({ page: filter.page + 1 }) : null}
      />
      {undecided.length > 0 && <DecideForm people={undecided} refused={refused} />}
    </>
  );
}

/** A query without one of its names, and without what is empty. */
function without(query: Record<string, string>, left: string): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([name, value]) => name !== left && value !== ""));
}

/** A difference with its sign, rounded down as scores are shown; a dash where there is nothing to compare. */
function signed(change: string | null): string {
  if (change === null) return "–";
  const size = showScore(change.replace("-", ""));
  return size === "0" ? "0" : `${change.startsWith("-") ? "−" : "+"}${size}`;
}

function Name({ row }: { row: MonthPerson }) {
  const t = useT(monthMessages);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <Link to={`/people/${row.personId}`} prefetch="intent" className="link font-medium">
        {row.name}
      </Link>
      {row.left && <Badge>{t("people.left")}</Badge>}
      {row.state === "closed" && <Badge tone="accent">{t("people.closed")}</Badge>}
    </span>
  );
}

function Score({ row, month }: { row: MonthPerson; month: string }) {
  const t = useT(monthMessages);
  if (row.score === null) return <Badge tone="waiting">{t("people.not_scored")}</Badge>;
  const shown = showScore(row.score);
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-2">
      {row.decided && <Badge>{t("people.decided")}</Badge>}
      <Link to={statementAddress(row.personId, month)} prefetch="intent" className="link">
        {shown}
      </Link>
    </span>
  );
}

function Disputes({ row }: { row: MonthPerson }) {
  const t = useT(monthMessages);
  if (row.disputes === 0) return <span className="text-muted">–</span>;
  return row.openDisputes > 0 ? (
    <Badge tone="waiting">{t("people.open_disputes", { count: row.openDisputes })}</Badge>
  ) : (
    <span>{t("people.disputes", { count: row.disputes })}</span>
  );
}
