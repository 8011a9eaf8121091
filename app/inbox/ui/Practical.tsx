import Plus from "lucide-react/icons/plus";
import { formatDateTime } from "~/platform/format";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Notice } from "~/ui/Notice";
import { Picture } from "~/ui/Picture";
import { classes } from "~/ui/classes";
import { inboxMessages } from "../messages";
import type { SelectedItem } from "../queries.server";

type Practical = NonNullable<SelectedItem["practical"]>;

/** What was handed in, beside what it should be: photos large, points to look for, steps, and earlier attempts with their remarks. */
export function PracticalEvidence({
  practical,
  name,
  onMissing,
}: {
  practical: Practical;
  name: string;
  onMissing: ((point: string) => void) | null;
}) {
  const t = useT(inboxMessages);
  const { locale } = useReader();
  const { body, note, fileIds } = practical;
  return (
    <div className="grid gap-x-6 gap-y-5 md:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)]">
      <section aria-label={t("practical.photos")} className="min-w-0 space-y-3">
        <Photos fileIds={fileIds} name={name} />
        {note && (
          <blockquote className="rounded-box bg-sunken px-4 py-3 text-sm">
            <p className="text-xs text-muted">{t("practical.note", { name })}</p>
            <p className="mt-0.5 whitespace-pre-line">{note}</p>
          </blockquote>
        )}
        <Earlier practical={practical} name={name} />
      </section>
      {body ? (
        <div className="min-w-0 space-y-5">
          <section>
            <h3 className="text-sm font-semibold">{t("practical.looks_for")}</h3>
            <ul className="mt-1.5 divide-y divide-line border-y border-line text-sm">
              {body.looks_for.map((point) => (
                <Point key={point.en} text={pick(point, locale)} onMissing={onMissing} />
              ))}
            </ul>
          </section>
          <section>
            <h3 className="text-sm font-semibold">{t("practical.steps")}</h3>
            <ol className="mt-1.5 list-decimal space-y-1 ps-5 text-sm text-muted marker:text-faint">
              {body.steps.map((step) => (
                <li key={step.en}>{pick(step, locale)}</li>
              ))}
            </ol>
          </section>
          <section>
            <h3 className="text-sm font-semibold">{t("practical.failed")}</h3>
            <p className="mt-1 text-sm text-muted">{pick(body.failed_looks_like, locale)}</p>
          </section>
        </div>
      ) : (
        <Notice tone="waiting">{t("practical.content_gone")}</Notice>
      )}
    </div>
  );
}

function Point({ text, onMissing }: { text: string; onMissing: ((point: string) => void) | null }) {
  const t = useT(inboxMessages);
  return (
    <li className="flex items-start justify-between gap-3 py-1.5">
      <span className="min-w-0 py-0.5">{text}</span>
      {onMissing && (
        <button
          type="button"
          aria-label={t("practical.missing_label", { point: text })}
          onClick={() => onMissing(text)}
          className="inline-flex min-h-control-sm shrink-0 items-center gap-1 rounded-box px-2 text-xs whitespace-nowrap text-muted hover:bg-hover hover:text-ink md:min-h-7"
        >
          <Plus aria-hidden className="size-3.5" />
          {t("practical.missing")}
        </button>
      )}
    </li>
  );
}

function Photos({ fileIds, name, small }: { fileIds: readonly string[]; name: string; small?: boolean }) {
  const t = useT(inboxMessages);
  if (fileIds.length === 0) return small ? null : <Notice>{t("practical.no_photos")}</Notice>;
  return (
    <ul className={classes("grid gap-2", small ? "grid-cols-4" : fileIds.length > 1 && "grid-cols-2")}>
      {fileIds.map((id, i) => (
        <li key={id} className={classes(!small && i === 0 && "col-span-full")}>
          <Picture
            src={`/files/${id}`}
            alt={t("practical.photo", { n: i + 1, count: fileIds.length, name })}
            width={4}
            height={3}
            enlarge
            cover={small || i > 0}
          />
        </li>
      ))}
    </ul>
  );
}

function Earlier({ practical, name }: { practical: Practical; name: string }) {
  const t = useT(inboxMessages);
  const { locale, zone } = useReader();
  if (practical.earlier.length === 0) return null;
  return (
    <section>
      <h3 className="text-sm font-semibold">{t("practical.earlier")}</h3>
      <ol className="mt-1.5 space-y-3">
        {practical.earlier.map((e) => (
          <li key={e.attempt} className="border-s-2 border-waiting ps-3 text-sm">
            <p className="text-xs text-muted">
              {t(e.decision ? `practical.earlier_${e.decision}` : "practical.earlier_open", { attempt: e.attempt, name: e.by ?? "" })}
              {" · "}
              {formatDateTime(new Date(e.submittedAt), locale, zone)}
            </p>
            {e.remark && <p className="mt-0.5 whitespace-pre-line">{e.remark}</p>}
            {e.fileIds.length > 0 && (
              <div className="mt-2">
                <Photos fileIds={e.fileIds} name={name} small />
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
