import { Link } from "@remix-run/react";
import { formatDateTime } from "~/platform/format";
import { locales } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Fold } from "~/ui/Fold";
import { Timeline, type TimelineItem } from "~/ui/Timeline";
import type { Happening } from "../history.server";
import { publishMessages } from "../messages.publish";
import { ChangeList } from "./review/Changes";

/** What happened to a draft, the newest first. */
export function History({ happened }: { happened: readonly Happening[] }) {
  const t = useT(publishMessages);
  const { locale, zone } = useReader();
  return (
    <Timeline
      items={happened.map((one): TimelineItem => ({
        id: one.id,
        when: formatDateTime(one.at, locale, zone),
        title: t(`history.${one.kind}`, { name: one.by, number: "number" in one ? one.number : 0 }),
        tone: one.kind === "approved" || one.kind === "published" ? "cleared" : one.kind === "returned" ? "blocked" : "neutral",
        children: <What one={one} />,
      }))}
    />
  );
}

function What({ one }: { one: Happening }) {
  const t = useT(publishMessages);
  switch (one.kind) {
    case "begun":
      return null;
    case "handed_in":
      return (
        <>
          {one.note && <p className="whitespace-pre-line">{one.note}</p>}
          {one.findings > 0 && <p>{t("history.findings", { count: one.findings })}</p>}
          {one.changes && one.changes.length > 0 && <ChangeList changes={one.changes} />}
          {!one.changes && (
            <Fold summary={t("history.text")}>
              {locales.map((locale) =>
                one.body.text[locale] ? (
                  <p key={locale} lang={locale} className="pb-2 whitespace-pre-line text-ink">
                    {one.body.text[locale]}
                  </p>
                ) : null,
              )}
            </Fold>
          )}
        </>
      );
    case "commented":
    case "answered":
      return (
        <>
          {one.quote && <q className="block break-all">{one.quote}</q>}
          <p className="whitespace-pre-line text-ink">{one.text}</p>
        </>
      );
    case "published":
      return (
        <Link to={`/scripts/${one.slug}`} className="link">
          {t("done.see")}
        </Link>
      );
    default:
      return one.remark ? <p className="whitespace-pre-line">{one.remark}</p> : null;
  }
}
