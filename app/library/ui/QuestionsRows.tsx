import { useFetcher } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { ApplyButton } from "~/ui/ApplyButton";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { Fold } from "~/ui/Fold";
import { Pagination } from "~/ui/Pagination";
import { Table } from "~/ui/Table";
import { Tabs } from "~/ui/Tabs";
import { answerMessages } from "../messages.answers";
import { exchangeMessages } from "../messages.exchange";
import { rowFaultMessages } from "../messages.row-faults";
import type { Preview, Shown } from "../questions/import-page.server";
import { Diff } from "./Diff";

type Format = "sheet" | "gift" | "moodle_xml";
type Item = Preview["items"][number];

/** Says where in a file something stands. */
function useAt(format: Format): (at: Item["at"]) => string {
  const t = useT(exchangeMessages);
  return ({ sheet, row }) => {
    if (format === "gift") return t("in.line", { row });
    if (format === "moodle_xml") return t("in.question", { row });
    return sheet === null ? t("in.row", { row }) : t("in.sheet_row", { sheet, row });
  };
}

/** The questions of the file with what each would change; each may be left out. */
export function QuestionsRows({ preview, format, shown }: { preview: Preview; format: Format; shown: Shown }) {
  const t = useT(exchangeMessages);
  const { counts, items, range, ready } = preview;
  const to = (more: Record<string, string>) => `?${new URLSearchParams({ show: shown, ...more })}`;
  const page = Math.ceil(range.to / 25) || 1;
  return (
    <Card flush>
      <Tabs
        label={t("in.show")}
        className="mx-0! px-4! pt-2 sm:px-5!"
        items={[
          { to: to({ show: "ready" }), label: t("in.show_ready"), current: shown === "ready", count: ready },
          { to: to({ show: "same" }), label: t("status.same"), current: shown === "same", count: counts.same },
          { to: to({ show: "busy" }), label: t("status.busy"), current: shown === "busy", count: counts.busy },
        ]}
      />
      {items.length === 0 && <p className="px-4 py-5 text-sm text-muted sm:px-5">{t("in.list_empty")}</p>}
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <li key={item.n} className="px-4 py-3 sm:px-5">
            <ImportedQuestion item={item} format={format} />
          </li>
        ))}
      </ul>
      <div className="px-4 sm:px-5">
        <Pagination
          summary={range.total > 0 ? t("in.page", range) : undefined}
          previous={page > 1 ? to({ page: String(page - 1) }) : null}
          next={range.to < range.total ? to({ page: String(page + 1) }) : null}
        />
      </div>
    </Card>
  );
}

function ImportedQuestion({ item, format }: { item: Item; format: Format }) {
  const t = useT(exchangeMessages);
  const type = useT(answerMessages);
  const lossOf = useT(rowFaultMessages);
  const at = useAt(format);
  const { title, status, unfinished, lost, editor, diff } = item;
  const isReady = status === "new" || status === "changed";
  const head = (
    <>
      <span className="block break-words">{title}</span>
      <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
        <Badge tone={status === "new" ? "accent" : status === "busy" ? "waiting" : "neutral"}>{t(`status.${status}`)}</Badge>
        {item.type && <span>{type(`type.${item.type}`)}</span>}
        <span className="tabular-nums">{at(item.at)}</span>
        <span className="break-all">{item.slug}</span>
      </span>
    </>
  );
  return (
    <div className="min-w-0">
      {isReady ? <Take item={item} label={head} /> : head}
      <div className={isReady ? "ps-8" : undefined}>
        {status === "busy" && (
          <p className="mt-1 text-sm text-muted">{editor ? t("in.editor", { name: editor }) : t("in.editor_unknown")}</p>
        )}
        {lost.length > 0 && (
          <p className="mt-1 text-sm text-waiting-ink">{t("in.lost", { what: lost.map((loss) => lossOf(`loss.${loss}`)).join(" · ") })}</p>
        )}
        {isReady && unfinished.count > 0 && (
          <p className="mt-1 text-sm">
            <Badge tone="waiting">{t("in.unfinished", { count: unfinished.count })}</Badge>{" "}
            <span className="text-muted">{t("in.unfinished_hint")}</span>
          </p>
        )}
        {diff.length > 0 && (
          <Fold summary={<span className="text-sm">{t(status === "new" ? "in.holds" : "in.what")}</span>} summaryClass="text-muted">
            <Diff rows={diff} legend={status !== "new"} />
          </Fold>
        )}
      </div>
    </div>
  );
}

/** Takes a question or leaves it out, at once; by a button where there is no script. */
function Take({ item, label }: { item: Item; label: React.ReactNode }) {
  const t = useT(exchangeMessages);
  const fetcher = useFetcher();
  const isTaken = fetcher.formData ? fetcher.formData.get("take") !== null : !item.isOut;
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="take" />
      <input type="hidden" name="n" value={item.n} />
      <CheckboxField
        id={`take-${item.n}`}
        name="take"
        value="yes"
        label={label}
        checked={isTaken}
        onChange={({ currentTarget }) => fetcher.submit(currentTarget.form, { method: "post" })}
        aria-label={t("in.take", { title: item.title })}
      />
      <ApplyButton>{t("in.apply")}</ApplyButton>
    </fetcher.Form>
  );
}

/** Every fault of a file by place, column, value and rule. */
export function QuestionsFaults({ preview, format }: { preview: Preview; format: Format }) {
  const t = useT(exchangeMessages);
  const say = useT(rowFaultMessages) as (key: string, params?: Record<string, string | number>) => string;
  const at = useAt(format);
  const { errors, errorCount: count } = preview;
  return (
    <Card title={t("errors.title", { count })} flush>
      <Table
        caption={t("errors.title", { count })}
        dense
        rows={errors.map((error, i) => ({ ...error, i }))}
        rowKey={(error) => String(error.i)}
        columns={[
          { key: "where", header: t("errors.where"), cell: (error) => at(error.at) },
          { key: "column", header: t("errors.column"), cell: (error) => error.column || "—" },
          {
            key: "value",
            header: t("errors.value"),
            cell: (error) =>
              error.value ? <span className="break-all">{error.value}</span> : <span className="text-muted">{t("errors.empty")}</span>,
          },
          { key: "rule", header: t("errors.rule"), primary: true, cell: (error) => say(`refusal.${error.code}`, error.params) },
        ]}
      />
      {count > errors.length && <p className="px-4 py-3 text-sm text-muted sm:px-5">{t("errors.shown", { count: errors.length })}</p>}
    </Card>
  );
}
