import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData, useSubmit } from "@remix-run/react";
import { flagNames, SHOWN_FROM } from "~/drill/statistics";
import { requireCan } from "~/people/guard.server";
import { may } from "~/people/permissions";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { ApplyButton } from "~/ui/ApplyButton";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { SearchField } from "~/ui/SearchField";
import { SelectField } from "~/ui/SelectField";
import { Table } from "~/ui/Table";
import { questionTypes } from "../fields-questions";
import { libraryMessages } from "../messages";
import { answerMessages } from "../messages.answers";
import { statisticsMessages } from "../messages.statistics";
import { statisticsAsked, statisticsPage, type StatisticsRow } from "../statistics.server";

export const meta: MetaFunction = () => [{ title: "题目表现 · How questions do — 上岗 Deskready" }];

/** The questions by what is amiss with them. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "library:view");
  const asked = statisticsAsked(new URL(args.request.url).searchParams);
  const page = await statisticsPage(db(), asked, await requestLocale(args));
  return { asked, page, from: SHOWN_FROM, mayEdit: may("library:edit", actor, null) };
}

export default function Statistics() {
  const { asked, page, from, mayEdit } = useLoaderData<typeof loader>();
  const t = useT(statisticsMessages);
  const tLibrary = useT(libraryMessages);
  const tAnswers = useT(answerMessages);
  const submit = useSubmit();
  const filters = Object.fromEntries(
    Object.entries({ flag: asked.flag, topic: asked.topic, type: asked.type }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  const words: Record<string, string> = asked.search ? { q: asked.search } : {};
  const to = (path: string, more: Record<string, string> = {}) => {
    const query = new URLSearchParams({ ...words, ...filters, ...more }).toString();
    return query ? `${path}?${query}` : path;
  };
  const isNarrowed = asked.search !== "" || Object.keys(filters).length > 0;
  return (
    <>
      <PageHeader
        title={t("title")}
        detail={page.counted > 0 ? `${t("detail")} ${t("counts", { counted: page.counted, flagged: page.flagged })}` : t("detail")}
        back={{ to: "/library?kind=question", label: tLibrary("kind.question") }}
        action={
          page.total > 0 && (
            <LinkButton to={to("/library/statistics.csv")} reloadDocument download prefetch="none">
              {t("csv")}
            </LinkButton>
          )
        }
      />
      {page.counted === 0 ? (
        <Card>
          <EmptyState title={t("empty.title")}>{t("empty.body", { from })}</EmptyState>
        </Card>
      ) : (
        <>
          <SearchField
            label={t("filter.search")}
            defaultValue={asked.search}
            action="/library/statistics"
            keep={filters}
            className="mb-3 w-full max-w-xl"
          />
          <Form
            key={JSON.stringify(filters)}
            method="get"
            onChange={(e) => submit(e.currentTarget, { preventScrollReset: true })}
            className="mb-4 grid grid-cols-2 gap-2 sm:grid-cols-3 sm:gap-3"
          >
            {asked.search && <input type="hidden" name="q" value={asked.search} />}
            <SelectField
              className="max-sm:col-span-2"
              name="flag"
              label={t("filter.flag")}
              labelHidden
              placeholder={t("filter.any_flag")}
              options={(["any", ...flagNames] as const).map((flag) => ({ value: flag, label: t(`flag.${flag}`) }))}
              defaultValue={asked.flag ?? ""}
            />
            <SelectField
              name="topic"
              label={t("filter.topic")}
              labelHidden
              placeholder={t("filter.any_topic")}
              options={page.topics}
              defaultValue={asked.topic ?? ""}
            />
            <SelectField
              name="type"
              label={t("filter.type")}
              labelHidden
              placeholder={t("filter.any_type")}
              options={questionTypes.map((type) => ({ value: type, label: tAnswers(`type.${type}`) }))}
              defaultValue={asked.type ?? ""}
            />
            <ApplyButton>{t("filter.show")}</ApplyButton>
          </Form>
          {page.rows.length === 0 ? (
            <Card>
              <EmptyState
                title={t("nothing.title")}
                action={
                  isNarrowed && (
                    <LinkButton to="/library/statistics" size="sm">
                      {t("filter.clear")}
                    </LinkButton>
                  )
                }
              >
                {t("nothing.body")}
              </EmptyState>
            </Card>
          ) : (
            <Card flush>
              <Rows rows={page.rows} mayEdit={mayEdit} />
            </Card>
          )}
          <Pagination
            page={asked.page}
            pages={page.pages}
            summary={t("summary", { count: page.total })}
            previous={asked.page > 1 ? to("/library/statistics", { page: String(asked.page - 1) }) : null}
            next={asked.page < page.pages ? to("/library/statistics", { page: String(asked.page + 1) }) : null}
          />
        </>
      )}
    </>
  );
}

function Rows({ rows, mayEdit }: { rows: readonly StatisticsRow[]; mayEdit: boolean }) {
  const t = useT(statisticsMessages);
  const tAnswers = useT(answerMessages);
  const seconds = (ms: number) => Math.round(ms / 1000);
  return (
    <Table
      caption={t("caption")}
      rows={rows}
      rowKey={(row) => row.slug}
      columns={[
        {
          key: "question",
          header: t("head.question"),
          primary: true,
          cell: (row) => (
            <span className="block max-w-xl">
              <Link
                to={`/library/question/${row.slug}`}
                prefetch="intent"
                className="line-clamp-2 font-medium text-accent-ink hover:underline"
              >
                {row.title}
              </Link>
              <span className="mt-0.5 flex flex-wrap items-baseline gap-x-2 text-xs font-normal text-faint">
                {row.topic} · {tAnswers(`type.${row.type}`)}
                {mayEdit && (
                  <Link
                    to={`/library/question/${row.slug}/edit`}
                    prefetch="intent"
                    aria-label={t("edit_label", { title: row.title })}
                    className="link inline-flex min-h-6 min-w-6 items-center px-1"
                  >
                    {t("edit")}
                  </Link>
                )}
              </span>
            </span>
          ),
        },
        {
          key: "flags",
          header: t("head.flags"),
          cell: (row) =>
            row.flags.length === 0 ? (
              t("nothing")
            ) : (
              <span className="flex flex-wrap gap-1 max-sm:justify-end">
                {row.flags.map((flag) => (
                  <Badge key={flag} tone="waiting">
                    {t(`flag.${flag}`)}
                  </Badge>
                ))}
              </span>
            ),
        },
        {
          key: "right",
          header: t("head.right"),
          align: "end",
          cell: (row) =>
            row.firsts === 0
              ? t("nothing")
              : t("right_of", { percent: Math.round((100 * row.firstsCorrect) / row.firsts), of: row.firsts }),
        },
        {
          key: "discrimination",
          header: t("head.discrimination"),
          align: "end",
          cell: (row) => (row.discrimination === null ? t("nothing") : row.discrimination.toFixed(2).replace("-", "−")),
        },
        {
          key: "time",
          header: t("head.time"),
          align: "end",
          cell: (row) =>
            row.medianMs === null ? (
              t("nothing")
            ) : (
              <span className="whitespace-nowrap">{t("time_of", { median: seconds(row.medianMs), target: seconds(row.targetMs) })}</span>
            ),
        },
        { key: "answers", header: t("head.answers"), align: "end", cell: (row) => row.answers },
      ]}
    />
  );
}
