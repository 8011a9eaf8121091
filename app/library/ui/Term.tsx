import type { ItemBody } from "~/curriculum/pack";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { scriptMessages } from "~/scripts/messages";
import { Badge } from "~/ui/Badge";
import { saidMessages } from "../messages.said";
import { Facts, Part, useSay, Wordings } from "./parts";

/** A prohibited term: its words, why it must not be sent, what to say instead. */
export function TermItem({ body }: { body: ItemBody<"term"> }) {
  const t = useT(saidMessages);
  const tScript = useT(scriptMessages);
  const say = useSay();
  const { locale } = useReader();
  const words = body.words[locale];
  return (
    <>
      <p className="flex flex-wrap gap-1.5">
        <Badge tone={body.severity === "block" ? "blocked" : "waiting"}>{t(`severity.${body.severity}`)}</Badge>
        <Badge>{t(`group.${body.group}`)}</Badge>
      </p>
      <Part title={t("words")}>
        {words.length > 0 ? <Wordings words={words} tone="blocked" /> : <p className="text-sm text-muted">{t("words_none")}</p>}
      </Part>
      <Part title={t("reason")}>
        <p className="measure text-sm">{say(body.reason)}</p>
      </Part>
      <Part title={t("instead")}>
        <p className="measure rounded-box bg-cleared-soft px-4 py-2.5 whitespace-pre-line text-cleared-ink">{say(body.instead)}</p>
      </Part>
      <div className="mt-5 border-t border-line pt-4">
        <Facts
          rows={[
            { name: tScript("platforms"), value: body.platforms.map((p) => tScript(`platform.${p}`)).join(" · ") },
            { name: t("allowed_in"), value: body.allowed_in.join(" · ") },
            {
              name: t("source"),
              value:
                body.source &&
                [say(body.source.name), body.source.where, t("checked_on", { day: formatDate(body.source.checked_on, locale) })]
                  .filter(Boolean)
                  .join(" · "),
            },
          ]}
        />
      </div>
    </>
  );
}
