import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { WordChanges } from "~/ui/WordChanges";
import type { Change } from "../../change-rules";
import { draftMessages } from "../../messages.drafts";
import { reviewMessages } from "../../messages.review";

/** What changed since the version before, and against the wording of the library that it makes better. */
export function Changes({ since, library, number }: { since: Change[] | null; library: Change[] | null; number: number }) {
  const t = useT(reviewMessages);
  if (!since && !library) return null;
  return (
    <Card title={t("changes.title")}>
      {since && <One title={t("changes.since", { number: number - 1 })} changes={since} />}
      {library && <One title={t("changes.library")} changes={library} />}
    </Card>
  );
}

function One({ title, changes }: { title: string; changes: Change[] }) {
  const t = useT(reviewMessages);
  return (
    <section className="mt-4 first:mt-0">
      <h3 className="text-sm font-semibold">{title}</h3>
      {changes.length === 0 && <p className="mt-1 text-sm text-muted">{t("changes.none")}</p>}
      <ChangeList changes={changes} />
    </section>
  );
}

/** Field by field what changed, word by word. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const t = useT(reviewMessages);
  const say = useT(draftMessages);
  return (
    <dl className="divide-y divide-line">
      {changes.map(({ field, locale, stretches }) => (
        <div key={`${field} ${locale}`} className="py-2">
          <dt className="text-xs text-muted">{locale ? t(`changes.text.${locale}`) : say(`field.${field}`)}</dt>
          <dd lang={locale ?? undefined} className="mt-0.5 text-ui break-words whitespace-pre-wrap text-ink">
            <WordChanges stretches={stretches} words={{ removed: t("changes.removed"), added: t("changes.added") }} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
