import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Table } from "~/ui/Table";
import type { ChatCount } from "../chat-counts";
import { chatCountMessages } from "../messages.chats";

/** How many customers of a month's chats count, and on how many each filter hit. */
export function FilterCounts({ count }: { count: ChatCount }) {
  const t = useT(chatCountMessages);
  const { locale } = useReader();
  return (
    <Card flush title={t("filters.title")}>
      <p className="px-4 pb-3 text-ui text-muted sm:px-5">{t("filters.lead", { customers: count.customers, counted: count.counted })}</p>
      <Table
        caption={t("filters.title")}
        dense
        rows={count.filters}
        rowKey={({ slug }) => slug}
        columns={[
          { key: "filter", header: t("filters.filter"), primary: true, cell: ({ title }) => pick(title, locale) },
          { key: "hit", header: t("filters.hit"), align: "end", cell: ({ customers }) => customers },
          {
            key: "effect",
            header: t("filters.effect"),
            cell: ({ on, customers }) => (customers === 0 ? "–" : t(on ? "filters.on" : "filters.off")),
          },
        ]}
      />
    </Card>
  );
}
