import Check from "lucide-react/icons/check";
import Circle from "lucide-react/icons/circle";
import type { RemedialPart } from "~/drill/remedial-queries.server";
import { formatRelative } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { Table } from "~/ui/Table";
import { remedialMessages } from "../../messages.remedial";
import type { RemedialPage } from "../../remedial-page.server";

/** How far each person is. */
export function RemedialPeople({ parts }: { parts: readonly RemedialPart[] }) {
  const t = useT(remedialMessages);
  const { locale, now } = useReader();
  const severalTeams = new Set(parts.map(({ team }) => team)).size > 1;
  return (
    <Card title={t("page.people")} flush>
      <Table
        caption={t("page.people")}
        rows={parts}
        rowKey={(part) => part.personId}
        columns={[
          {
            key: "name",
            header: t("page.name"),
            primary: true,
            cell: (part) => (
              <>
                {part.name}
                {severalTeams && <span className="block text-sm font-normal text-muted">{part.team}</span>}
              </>
            ),
          },
          { key: "mended", header: t("page.mended"), align: "end", cell: (part) => t("page.k_of_n", { k: part.mended, n: part.of }) },
          {
            key: "last",
            header: t("page.last"),
            cell: (part) =>
              part.lastAt ? formatRelative(part.lastAt, now, locale) : <span className="text-muted">{t("page.never")}</span>,
          },
          { key: "state", header: t("page.state"), cell: (part) => <PartState part={part} /> },
        ]}
      />
    </Card>
  );
}

function PartState({ part }: { part: RemedialPart }) {
  const t = useT(remedialMessages);
  if (part.outcome === "done") return <Badge tone="cleared">{t("state.done")}</Badge>;
  if (part.outcome) return <Badge>{t(`state.${part.outcome}`)}</Badge>;
  return part.late ? <Badge tone="blocked">{t("state.late")}</Badge> : <Badge tone="waiting">{t("state.open")}</Badge>;
}

type Items = { items: RemedialPage["items"] };

/** The questions, and how many have mended each. */
export function RemedialQuestions({ items }: Items) {
  const t = useT(remedialMessages);
  return (
    <Card title={t("page.questions")} flush>
      <ul className="divide-y divide-line border-t border-line">
        {items.map((item) => (
          <li key={item.itemId} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 px-4 py-2.5 sm:px-5">
            <span className="min-w-0 text-ui">{item.stem}</span>
            <span className="text-sm text-muted tabular-nums">
              {item.dropped ? t("page.dropped") : t("page.mended_by", { k: item.mended, n: item.of })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The questions to the one who mends them: which are, and how the last answer was of the others. */
export function OwnQuestions({ items, isOpen }: Items & { isOpen: boolean }) {
  const t = useT(remedialMessages);
  return (
    <Card title={t("page.questions")} flush>
      {isOpen && <p className="px-4 pb-3 text-sm text-muted sm:px-5">{t("own.rule")}</p>}
      <ul className="divide-y divide-line border-t border-line">
        {items.map((item) => {
          const isMended = item.mended > 0;
          const how = item.dropped ? t("page.dropped") : isMended ? t("own.mended") : t(`own.${item.last ?? "untouched"}`);
          return (
            <li key={item.itemId} className="flex items-start gap-3 px-4 py-2.5 sm:px-5">
              {isMended ? (
                <Check aria-hidden className="mt-0.5 size-5 shrink-0 text-cleared-ink" />
              ) : (
                <Circle aria-hidden className="mt-0.5 size-5 shrink-0 text-line-strong" />
              )}
              <span className="min-w-0 text-ui">
                {item.stem}
                <span className={`block text-sm ${isMended ? "text-cleared-ink" : "text-muted"}`}>{how}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
