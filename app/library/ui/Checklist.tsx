import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Fold } from "~/ui/Fold";
import type { ItemView } from "../item.server";
import { libraryMessages } from "../messages";
import { Lines, RefLink, refOf, useSay } from "./parts";

type View = Extract<ItemView, { kind: "checklist" }>;
type Item = View["body"]["areas"][number]["items"][number];

/** The checklist: areas with their weights, items, and what each grade looks like. */
export function ChecklistItem({ view: { body, refs } }: { view: View }) {
  const t = useT(libraryMessages);
  const say = useSay();
  return (
    <>
      <Lines text={body.intro} />
      <p className="mt-2 text-sm text-muted">
        {t("passes", { total: body.pass_total, area: body.pass_area, critical: body.pass_critical })} ·{" "}
        {t("retakes", { count: body.retakes })}
      </p>
      <p className="mt-1 text-sm text-muted">
        {t(`retake.${body.retake}`)} {t("remedial_days", { count: body.remedial_days })}{" "}
        {t(body.retake_after_remedial ? "retake_waits" : "retake_free")}
      </p>
      <p className="mt-1 text-sm text-muted">{t("second", { within: body.second.within, days: body.second.request_days })}</p>
      {body.areas.map((area) => (
        <section key={area.slug} className="mt-6">
          <h3 className="flex flex-wrap items-baseline justify-between gap-x-4 text-base font-semibold">
            {say(area.title)}
            <span className="text-sm font-normal text-muted">{t("weight", { weight: area.weight })}</span>
          </h3>
          <p className="mt-0.5 text-sm text-muted">{say(area.how)}</p>
          <ul className="mt-2 divide-y divide-line border-y border-line">
            {area.items.map((item) => (
              <li key={item.slug} className="py-3">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
                  {say(item.title)}
                  {item.critical && <Badge tone="waiting">{t("critical_item")}</Badge>}
                  {item.draw && <Badge>{t(`draws.${item.draw.from}`, { count: item.draw.count })}</Badge>}
                  {item.evidence === "required" && <Badge>{t("evidence.required")}</Badge>}
                </p>
                <dl className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm">
                  {item.descriptors.map((descriptor, grade) => (
                    <div key={grade} className="contents">
                      <dt className="text-muted tabular-nums">{t("grade", { grade })}</dt>
                      <dd className="min-w-0">{say(descriptor)}</dd>
                    </div>
                  ))}
                </dl>
                <Puzzles item={item} />
                <Mends item={item} refs={refs} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** What may be asked for the item, with what is right. */
function Puzzles({ item: { puzzles } }: { item: Item }) {
  const t = useT(libraryMessages);
  const say = useSay();
  if (!puzzles) return null;
  return (
    <Fold summaryClass="text-sm text-muted" summary={t("puzzles", { count: puzzles.length })}>
      <dl className="grid gap-1.5 text-sm">
        {puzzles.map((puzzle) => (
          <div key={puzzle.slug}>
            <dt>{say(puzzle.ask)}</dt>
            <dd className="text-muted">{say(puzzle.right)}</dd>
          </div>
        ))}
      </dl>
    </Fold>
  );
}

/** What is to be done before a retake by whoever misses the item. */
function Mends({ item: { mends }, refs }: { item: Item; refs: View["refs"] }) {
  const t = useT(libraryMessages);
  if (!mends) return null;
  const named = (["topic", "question", "practical", "simulation"] as const).flatMap((kind) =>
    mends[`${kind}s`].map((slug) => ({ kind, slug })),
  );
  if (named.length === 0) return null;
  return (
    <Fold summaryClass="text-sm text-muted" summary={t("mends", { count: named.length })}>
      <ul className="grid gap-1 text-sm">
        {named.map(({ kind, slug }) => (
          <li key={`${kind} ${slug}`}>
            <span className="text-muted">{t(kind === "topic" ? "topic" : `one.${kind}`)}</span> <RefLink to={refOf(refs, kind, slug)} />
          </li>
        ))}
      </ul>
    </Fold>
  );
}
