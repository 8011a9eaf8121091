import { Link } from "@remix-run/react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { caseAddress } from "../address";
import type { LostInquiry } from "../lost.server";
import { lostMessages } from "../messages.lost";
import { useCaseWords } from "./words";

const SHOWN_LINES = 2;

type LostListProps = { rows: readonly LostInquiry[]; products: Readonly<Record<string, string>>; address: string };

/** Inquiries that were not paid: who, what about, how it began; one press makes a case. */
export function LostList({ rows, products, address }: LostListProps) {
  const t = useT(lostMessages);
  const words = useCaseWords();
  const { locale, zone } = useReader();
  return (
    <ul className="divide-y divide-line border-t border-line">
      {rows.map((row) => {
        const when = formatDateTime(row.startedAt, locale, zone);
        return (
          <li key={row.chatId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 sm:px-5">
            <div className="min-w-0 flex-1 basis-80">
              <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-muted">
                <span className="font-medium text-ink tabular-nums">{words.money(row.worthFen)}</span>
                <span>{row.name}</span>
                <span>{when}</span>
                {row.products.slice(0, 2).map((slug) => (
                  <span key={slug}>{products[slug] ?? slug}</span>
                ))}
              </p>
              {row.asked ? (
                <p className="mt-0.5 line-clamp-2 break-words">{row.asked.slice(0, SHOWN_LINES).join(" · ")}</p>
              ) : (
                <p className="mt-0.5 text-muted">{t("lost.text_gone")}</p>
              )}
              <p className="mt-1 flex flex-wrap gap-1">
                <Badge>
                  {row.firstResponseMs === null
                    ? t("lost.no_reply")
                    : t("lost.first_reply", { seconds: Math.round(row.firstResponseMs / 1000) })}
                </Badge>
                {!row.askedForOrder && <Badge>{t("lost.not_asked")}</Badge>}
                {row.exposures.map((name) => (
                  <Badge key={name}>{words.exposure(name)}</Badge>
                ))}
              </p>
            </div>
            <div className="flex flex-wrap items-center gap-3">
              {row.caseNumber !== null ? (
                <Link to={caseAddress(row.caseNumber)} className="link inline-flex min-h-control-sm items-center">
                  {t("lost.is_case", { number: row.caseNumber })}
                </Link>
              ) : (
                row.asked && (
                  <>
                    <Link to={`/cases/new?chat=${row.chatId}`} className="link inline-flex min-h-control-sm items-center text-sm">
                      {t("lost.look")}
                    </Link>
                    <Form action={address}>
                      <input type="hidden" name="chat" value={row.chatId} />
                      <Button type="submit" size="sm" aria-label={t("lost.make_of", { name: row.name, when })}>
                        {t("lost.make")}
                      </Button>
                    </Form>
                  </>
                )
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
