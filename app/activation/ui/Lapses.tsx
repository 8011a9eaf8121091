import ArrowRight from "lucide-react/icons/arrow-right";
import Clock from "lucide-react/icons/clock";
import OctagonX from "lucide-react/icons/octagon-x";
import { formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { LinkButton } from "~/ui/LinkButton";
import type { LapseLine } from "../lapse-lines";
import { lapseMessages } from "../messages.lapse";

/** What keeps a clearance away, and what soon will: why, since or until when, and what mends it. Ways to mend are for the person themself. */
export function Lapses({ lines, self }: { lines: readonly LapseLine[]; self: boolean }) {
  const t = useT(lapseMessages);
  const { locale } = useReader();
  if (lines.length === 0) return null;
  return (
    <Card flush>
      <ul>
        {lines.map((line) => {
          const Shape = line.live ? OctagonX : Clock;
          return (
            <li key={`${line.id} ${line.live}`} className="flex items-start gap-3 border-t border-line px-4 py-4 first:border-t-0 sm:px-5">
              <Shape aria-hidden className={classes("mt-0.5 size-5 shrink-0", line.live ? "text-blocked-ink" : "text-waiting-ink")} />
              <div className="min-w-0 flex-1">
                <p className="font-medium">{line.title}</p>
                <p className="mt-1 text-sm text-muted">{line.why}</p>
                {line.note && <Note note={line.note} />}
                {line.mends.length > 0 && (
                  <>
                    <p className="mt-3 text-sm text-muted">{t(line.live ? "brings_back" : "keeps")}</p>
                    <ul className="mt-1 grid gap-2">
                      {line.mends.map(({ text, to, minutes }) => (
                        <li key={text} className="text-sm">
                          <p>{text}</p>
                          {self && to && (
                            <LinkButton to={to} className="mt-2" icon={<ArrowRight aria-hidden className="size-4" />}>
                              {minutes === null ? t("go") : t("go_minutes", { time: formatMinutes(minutes, locale) })}
                            </LinkButton>
                          )}
                        </li>
                      ))}
                    </ul>
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Note({ note }: { note: NonNullable<LapseLine["note"]> }) {
  const t = useT(lapseMessages);
  return (
    <div className="mt-2 rounded-box border border-line px-3 py-2 text-sm">
      <p className="text-muted">{t("by", { name: note.by })}</p>
      <p className="whitespace-pre-line">{note.text}</p>
      {note.evidence && (
        <a href={note.evidence} rel="noreferrer" className="link inline-flex min-h-control-sm items-center">
          {t("evidence")}
        </a>
      )}
    </div>
  );
}
