import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Fold } from "~/ui/Fold";
import { sheetMessages } from "../messages.sheet";
import type { Written } from "../sheet.server";

/** What the agent handed in for this item, as a customer would get it: the grader compares it with what is sent now. */
export function WrittenFor({ written: { draftId, approved, texts } }: { written: Written }) {
  const t = useT(sheetMessages);
  if (draftId === null) return <p className="rounded-box border border-line bg-sunken px-3 py-2 text-sm text-muted">{t("written.none")}</p>;
  return (
    <Fold open className="rounded-box border border-line bg-sunken px-3 pb-3" summaryClass="text-sm font-medium" summary={t("written")}>
      <div className="grid gap-2">
        {texts.map(({ locale, text }) => (
          <p
            key={locale}
            lang={locale}
            className="w-fit max-w-full rounded-box rounded-ss-none border border-line bg-surface px-3 py-2 break-words whitespace-pre-line"
          >
            {text}
          </p>
        ))}
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <Badge tone={approved ? "cleared" : "waiting"}>{t(approved ? "written.approved" : "written.waits")}</Badge>
          <Link to={`/scripts/review/${draftId}`} className="link">
            {t("written.see")}
          </Link>
        </p>
      </div>
    </Fold>
  );
}
