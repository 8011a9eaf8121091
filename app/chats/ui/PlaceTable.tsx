import { Form, Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { type Column, Table } from "~/ui/Table";
import type { Tone } from "~/ui/tone";
import { checkMessages } from "../messages.checks";
import type { Place } from "../reading.server";

const toneOf: Record<Place["state"], Tone> = { open: "neutral", counted: "accent", quick: "waiting", skipped: "neutral" };

/** The places of a day's draw, in the order in which they are read: what is left first, what is done folded away under it. */
export function PlaceTable({ places }: { places: readonly Place[] }) {
  const t = useT(checkMessages);
  const left = places.filter(({ state }) => state === "open" || state === "quick");
  const done = places.filter((place) => !left.includes(place));
  if (left.length === 0) return <Rows places={done} />;
  return (
    <>
      <Rows places={left} />
      {done.length > 0 && (
        <Fold summary={`${t("state.counted")} · ${done.length}`} className="border-t border-line" summaryClass="px-4 text-sm text-muted">
          <Rows places={done} />
        </Fold>
      )}
    </>
  );
}

function Rows({ places }: { places: readonly Place[] }) {
  const t = useT(checkMessages);
  const columns: Column<Place>[] = [
    {
      key: "place",
      header: t("day.place"),
      primary: true,
      cell: ({ place, chatId, agent, state }) => (
        <span className="flex items-center gap-2">
          <Link className="link inline-flex min-h-6 min-w-6 items-center" to={`/chats/${chatId}`}>
            {place}
          </Link>
          <span className="sm:hidden">{agent}</span>
          <span className="ms-auto sm:hidden">
            <StateBadge state={state} />
          </span>
        </span>
      ),
    },
    { key: "agent", header: t("day.agent"), cell: ({ agent }) => agent, desktopOnly: true },
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
    { key: "state", header: t("day.state"), cell: ({ state }) => <StateBadge state={state} />, desktopOnly: true },
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

function StateBadge({ state }: { state: Place["state"] }) {
  const t = useT(checkMessages);
  return <Badge tone={toneOf[state]}>{t(`state.${state}`)}</Badge>;
}
