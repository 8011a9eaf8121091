import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import type { GatePage } from "../gate-page.server";
import { extensionMessages } from "../messages.extension";

/** What the law says of this person's probation, above the activation gate: its end, that it passed, or that there is none. */
export function ProbationLine({ page: { probation, person } }: { page: GatePage }) {
  const t = useT(extensionMessages);
  const { locale } = useReader();
  if (!probation) return null;
  if (probation.standing === "none") return <Notice>{t("gate.rehired")}</Notice>;
  const date = formatDate(probation.end, locale);
  return (
    <Notice
      tone={probation.standing === "over" ? "blocked" : "neutral"}
      action={
        probation.mayExtend && (
          <LinkButton to={`/people/${person.id}/extension`} size="sm">
            {t("gate.extend")}
          </LinkButton>
        )
      }
    >
      {t(probation.standing === "over" ? "gate.over" : "gate.ends", { date })}
    </Notice>
  );
}
