import { Link } from "@remix-run/react";
import type { MeetingNews } from "@db/schema";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import type { AgendaCase } from "../meeting-page.server";
import { meetingMessages } from "../messages.meeting";
import { CaseTitle, Quotes } from "./AgendaCard";

type ClosingProps = { excellent: readonly AgendaCase[]; news: MeetingNews };

/** With what a meeting ends: what went well, new wordings, changed rules. */
export function Closing({ excellent, news }: ClosingProps) {
  const t = useT(meetingMessages);
  const { locale } = useReader();
  return (
    <>
      <Card title={t("excellent.title")}>
        {excellent.length === 0 && <p className="text-sm text-muted">{t("excellent.none")}</p>}
        <ul className="grid gap-4">
          {excellent.map((one) => (
            <li key={one.caseId} data-print="whole" className="grid gap-2">
              <CaseTitle one={one} />
              <Quotes one={one} />
            </li>
          ))}
        </ul>
      </Card>
      <div className="grid gap-5 md:grid-cols-2">
        <Card title={t("techniques.title")}>
          {news.techniques.length === 0 && <p className="text-sm text-muted">{t("techniques.none")}</p>}
          <ul className="grid gap-1">
            {news.techniques.map(({ draftId, title, slug }) => (
              <li key={draftId}>
                {slug ? (
                  <Link to={`/scripts/${slug}`} className="link">
                    {title}
                  </Link>
                ) : (
                  title
                )}
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t("rules.title")}>
          {news.rules.length === 0 && <p className="text-sm text-muted">{t("rules.none")}</p>}
          <ul className="grid gap-1">
            {news.rules.map(({ kind, slug, title, note }) => (
              <li key={`${kind} ${slug}`}>
                <span className="font-medium">{pick(title, locale)}</span>
                {note && <span className="block text-sm text-muted">{note}</span>}
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}
