import { Link } from "@remix-run/react";
import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import { useEffect, useRef } from "react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Avatar } from "~/ui/Avatar";
import { Badge } from "~/ui/Badge";
import { classes } from "~/ui/classes";
import { KeyHint } from "~/ui/KeyHint";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { workMessages } from "~/work/messages";
import { inboxAddress, type InboxFilter } from "../address";
import { isAboutNobody } from "../explain";
import { inboxMessages } from "../messages";
import type { SelectedItem } from "../queries.server";
import { appendRemark, Decision } from "./Decision";
import { Explained } from "./Explained";
import { itemLine, textIn } from "~/work/item-line";
import { PracticalEvidence } from "./Practical";

type Neighbours = { previous: string | null; next: string | null };

/** The thing itself, ready to act on. `position`: where it stands in the list, when it stands there. */
export function ItemPane({
  item,
  neighbours,
  filter,
  position,
}: {
  item: SelectedItem;
  neighbours: Neighbours;
  filter: InboxFilter;
  position: { n: number; of: number } | null;
}) {
  const t = useT(inboxMessages);
  const { locale } = useReader();
  const title = useRef<HTMLHeadingElement>(null);
  const remark = useRef<HTMLTextAreaElement>(null);
  // When the next one opens by itself, those who hear the page are told, and the keys go on from there.
  const shown = useRef(item.id);
  useEffect(() => {
    if (shown.current !== item.id) title.current?.focus({ preventScroll: true });
    shown.current = item.id;
  }, [item.id]);

  const { practical } = item;
  const next = inboxAddress(filter, { item: neighbours.next });
  return (
    <article
      key={item.id}
      aria-labelledby="item-title"
      className="min-w-0 animate-arrive rounded-box border border-line bg-surface px-4 pt-4 pb-4 sm:px-5"
    >
      <header className="mb-4">
        <div className="flex items-start justify-between gap-3">
          <div className="min-w-0">
            <KindLine item={item} />
            <h2 id="item-title" ref={title} tabIndex={-1} className="mt-0.5 text-lg">
              {item.kind === "practical" ? textIn(item.data.title, locale) || itemLine(item, locale) : itemLine(item, locale)}
            </h2>
          </div>
          <Steps neighbours={neighbours} filter={filter} position={position} />
        </div>
        <About item={item} filter={filter} />
      </header>
      {item.closed && <Settled item={item} next={neighbours.next ? next : null} />}
      {practical ? (
        <>
          <PracticalEvidence
            practical={practical}
            name={item.personName ?? t("item.nobody")}
            onMissing={
              item.closed ? null : (point) => remark.current && appendRemark(remark.current, t("practical.missing_text", { point }))
            }
          />
          {!item.closed && <Decision key={practical.submissionId} submissionId={practical.submissionId} next={next} remark={remark} />}
        </>
      ) : (
        item.kind !== "practical" && <Explained item={{ ...item, kind: item.kind }} />
      )}
    </article>
  );
}

function KindLine({ item }: { item: SelectedItem }) {
  const t = useT(inboxMessages);
  const say = useT(workMessages);
  const attempt = item.practical?.attempt ?? 1;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
      {item.kind !== "practical" && say(`kind.${item.kind}`)}
      {item.kind === "practical" &&
        (item.practical?.day ? t(`practical.${item.practical.step}`, { day: item.practical.day }) : t("practical.any_day"))}
      {attempt > 1 && <Badge tone="waiting">{t("item.attempt", { attempt })}</Badge>}
      {item.urgent && !item.closed && <Badge tone="blocked">{t("item.urgent")}</Badge>}
    </p>
  );
}

/** Who it is about, since when it waits, and what else waits about them. */
function About({ item, filter }: { item: SelectedItem; filter: InboxFilter }) {
  const t = useT(inboxMessages);
  const { locale, zone } = useReader();
  const name = item.personName ?? t("item.nobody");
  const more = item.person?.waiting ?? 0;
  return (
    <div className="mt-3 flex items-center gap-3 text-sm">
      {(item.personId || !isAboutNobody(item.kind)) && <Avatar name={name} />}
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          {item.personId ? (
            <Link to={`/training/${item.personId}`} className="font-medium text-ink hover:underline">
              {name}
            </Link>
          ) : (
            !isAboutNobody(item.kind) && name
          )}
          {item.teamName && <span className="text-muted">{item.teamName}</span>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-muted">
          <span>{t("item.since", { when: formatDateTime(item.openedAt, locale, zone) })}</span>
          {more > 1 && item.personId && !filter.personId && (
            <Link to={inboxAddress({ personId: item.personId }, { item: item.closed ? null : item.id })} className="link">
              {t("filter.more", { count: more, name })}
            </Link>
          )}
        </p>
      </div>
    </div>
  );
}

function Steps({
  neighbours,
  filter,
  position,
}: {
  neighbours: Neighbours;
  filter: InboxFilter;
  position: { n: number; of: number } | null;
}) {
  const t = useT(inboxMessages);
  const steps = [
    { id: neighbours.previous, label: t("item.previous"), key: "K", Icon: ChevronUp },
    { id: neighbours.next, label: t("item.next"), key: "J", Icon: ChevronDown },
  ];
  return (
    <nav aria-label={t("list")} className="-me-2 -mt-1 flex shrink-0 items-center">
      {position && (
        <span className="me-2 text-xs whitespace-nowrap text-faint tabular-nums max-sm:hidden">
          {t("item.position", { n: position.n, total: position.of })}
        </span>
      )}
      {steps.map(({ id, label, key, Icon }) =>
        id ? (
          <Link
            key={key}
            to={inboxAddress(filter, { item: id })}
            prefetch="intent"
            title={label}
            aria-label={label}
            aria-keyshortcuts={key}
            className="inline-flex min-h-control min-w-control items-center justify-center gap-1 rounded-box px-1.5 text-muted hover:bg-hover hover:text-ink"
          >
            <Icon aria-hidden className="size-5" />
            <KeyHint>{key}</KeyHint>
          </Link>
        ) : (
          <span
            key={key}
            aria-hidden
            className={classes(
              "inline-flex min-h-control min-w-control items-center justify-center gap-1 px-1.5 text-line-strong opacity-50",
            )}
          >
            <Icon className="size-5" />
            <KeyHint>{key}</KeyHint>
          </span>
        ),
      )}
    </nav>
  );
}

/** Somebody was quicker, or it settled itself: who and when, and on to the next. */
function Settled({ item, next }: { item: SelectedItem; next: string | null }) {
  const t = useT(inboxMessages);
  const { locale, zone } = useReader();
  const { closed, practical } = item;
  if (!closed) return null;
  const how = closed.outcome === "accepted" || closed.outcome === "returned" ? closed.outcome : "by";
  const words = { name: closed.by ?? "", when: formatDateTime(closed.at, locale, zone) };
  return (
    <Notice
      role="status"
      tone={how === "accepted" ? "cleared" : how === "returned" ? "waiting" : "neutral"}
      title={t(closed.by ? `settled.${how}` : "settled.itself", words)}
      className="mb-5"
      action={
        <LinkButton to={next ?? "/inbox"} variant="primary" aria-keyshortcuts="A">
          {t(next ? "settled.next" : "settled.done")}
        </LinkButton>
      }
    >
      {practical?.decided?.remark || t("settled.lead")}
    </Notice>
  );
}
