import { Form } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import type { ChatFilter } from "../chat-list.server";
import { risks } from "../draw-rules";
import { checkMessages } from "../messages.checks";
import { overviewMessages } from "../messages.overview";

type ChatFiltersProps = {
  filter: ChatFilter;
  agents: readonly { id: string; name: string }[];
  products: readonly { slug: string; name: string }[];
};

/** Words and facts by which chats are found; one plain form. */
export function ChatFilters({ filter, agents, products }: ChatFiltersProps) {
  const t = useT(overviewMessages);
  const say = useT(checkMessages);
  const set = [filter.agent, filter.from, filter.to, filter.outcome, filter.product, filter.risk, filter.checked].some(
    (value) => value !== null,
  );
  return (
    <Form method="get" action="/chats" key={JSON.stringify(filter)} className="grid gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <TextField name="q" label={t("list.words")} type="search" defaultValue={filter.words} maxLength={60} className="min-w-48 flex-1" />
        <Button type="submit">{t("list.apply")}</Button>
      </div>
      <Fold summary={t("list.filters")} summaryClass="text-sm text-muted" open={set}>
        <div className="grid gap-3 py-1 sm:grid-cols-2 lg:grid-cols-4">
          <SelectField
            name="agent"
            label={t("list.agent")}
            placeholder={t("list.anybody")}
            defaultValue={filter.agent ?? ""}
            options={agents.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextField name="from" label={t("list.from")} type="date" defaultValue={filter.from ?? ""} />
          <TextField name="to" label={t("list.to")} type="date" defaultValue={filter.to ?? ""} />
          <SelectField
            name="outcome"
            label={t("list.outcome")}
            placeholder={t("list.any")}
            defaultValue={filter.outcome ?? ""}
            options={(["paid", "unpaid", "unknown"] as const).map((value) => ({ value, label: say(`outcome.${value}`) }))}
          />
          <SelectField
            name="product"
            label={t("list.product")}
            placeholder={t("list.any")}
            defaultValue={filter.product ?? ""}
            options={products.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
          <SelectField
            name="risk"
            label={t("list.risk")}
            placeholder={t("list.any")}
            defaultValue={filter.risk ?? ""}
            options={risks.map((value) => ({ value, label: say(`risk.${value}`) }))}
          />
          <SelectField
            name="checked"
            label={t("list.checked")}
            placeholder={t("list.any")}
            defaultValue={filter.checked ?? ""}
            options={(["yes", "no"] as const).map((value) => ({ value, label: t(`list.${value}`) }))}
          />
        </div>
      </Fold>
    </Form>
  );
}
