import { Form, Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { type Column, Table } from "~/ui/Table";
import type { Tone } from "~/ui/tone";
import { checkMessages } from "../messages.checks";
import type { Place } from "../reading.server";

const toneOf: Record<Place["state"], Tone> = { open: "neutral", counted: "accent", quick: "waiting", skipped: "neutral" };

/** The places of a day's draw, in the order in which they are read. */
export function PlaceTable({ places }: { places: readonly Place[] }) {
  const t = useT(checkMessages);
  const columns: Column<Place>[] = [
    {
      key: "place",
      header: t("day.place"),
      primary: true,
      cell: ({ place, chatId }) => (
        <Link className="link inline-flex min-h-6 min-w-6 items-center" to={`/chats/${chatId}`}>
          {place}
        </Link>
      ),
    },
    { key: "agent", header: t("day.agent"), cell: ({ agent }) => agent },
    {
      key: "why",
      header: t("day.why"),
      cell: ({ kind, risks }) => (
        <span className="inline-flex flex-wrap items-center gap-1.5 max-sm:justify-end">
          {t(`kind.${kind}`)}
          {risks.map((risk) => (
            <Badge key={risk} tone={risk === "breach" || risk === "term" ? "blocked" : "waiting"}>
              {t(`risk.${risk}`)}
            </Badge>
          ))}
        </span>
      ),
    },
    { key: "state", header: t("day.state"), cell: ({ state }) => <Badge tone={toneOf[state]}>{t(`state.${state}`)}</Badge> },
    {
      key: "read",
      header: t("day.read"),
      align: "end",
      cell: ({ place, state }) =>
        state !== "skipped" && (
          <Form method="post" action={`/chats/check/${place}`}>
            <input type="hidden" name="intent" value="open" />
            <Button type="submit" size="sm" aria-label={`${t("day.read")} ${place}`}>
              {t("day.read")}
            </Button>
          </Form>
        ),
    },
  ];
  return <Table caption={t("day.places")} columns={columns} rows={places} rowKey={({ place }) => String(place)} dense />;
}
