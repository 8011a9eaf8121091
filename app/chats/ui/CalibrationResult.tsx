import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { type Column, Table } from "~/ui/Table";
import type { CalibrationPage } from "../calibration-page.server";
import { calibrationMessages } from "../messages.calibration";

type Spread = CalibrationPage["spreads"][number];

/** How a closed set came out: spread by criterion, leans, scores by chat; names are the managers'. */
export function CalibrationResult({ page }: { page: CalibrationPage }) {
  const t = useT(calibrationMessages);
  const leanText = (lean: number | null) =>
    lean === null || lean === 0
      ? t("result.lean_none")
      : t(lean > 0 ? "result.lean_milder" : "result.lean_stricter", { lean: Math.abs(lean) });
  const columns: Column<Spread>[] = [
    { key: "criterion", header: t("result.criterion"), primary: true, cell: ({ name }) => name },
    {
      key: "range",
      header: t("result.range"),
      align: "end",
      cell: ({ range }) => <span className={range !== null && range >= 1 ? "text-waiting-ink" : undefined}>{range ?? "–"}</span>,
    },
    { key: "agreed", header: t("result.agreed"), align: "end", cell: ({ agreed, chats }) => t("result.agreed_of", { agreed, chats }) },
    { key: "split", header: t("result.split"), align: "end", cell: ({ split }) => split },
  ];
  return (
    <>
      <Card title={t("result.spread")} flush>
        <Table caption={t("result.spread")} columns={columns} rows={page.spreads} rowKey={({ slug }) => slug} />
      </Card>
      <Card title={t("result.leans")}>
        <ul className="grid gap-1.5 text-sm">
          {page.isManager
            ? page.graders.map(({ name, lean }) => (
                <li key={name}>
                  <span className="font-medium">{name}</span> {leanText(lean)}
                </li>
              ))
            : page.isGrader && (
                <li>
                  {t("result.own")}
                  {leanText(page.ownLean)}
                </li>
              )}
        </ul>
      </Card>
      <Card title={t("result.chats")}>
        <ul className="grid gap-2 text-sm">
          {page.chats.map(({ chatId, n, given }) => (
            <li key={chatId} className="flex flex-wrap gap-x-4 gap-y-1">
              <Link to={`/chats/${chatId}`} className="link">
                {t("result.chat", { n })}
              </Link>
              {given.map(({ name, score }) => (
                <span key={name} className="tabular-nums">
                  {name} {score}
                </span>
              ))}
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
