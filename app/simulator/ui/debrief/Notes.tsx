import Flag from "lucide-react/icons/flag";
import Lightbulb from "lucide-react/icons/lightbulb";
import Timer from "lucide-react/icons/timer";
import type { ReactNode } from "react";
import { useReader, useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { inkTone, type Tone } from "~/ui/tone";
import { ToneIcon } from "~/ui/ToneIcon";
import { debriefMessages } from "../../messages.debrief";
import type { LineNote } from "../../notes-rules";
import { showSeconds } from "../../shown";

/** What is said beside a line. `theirs`: to somebody who reads another's chat; `recorded`: its ends are none of a sale. */
export function Notes({ notes, theirs, recorded }: { notes: readonly LineNote[]; theirs: boolean; recorded: boolean }) {
  if (notes.length === 0) return null;
  return (
    <ul className="grid gap-1.5">
      {notes.map((note, index) => (
        <li key={index}>
          <NoteLine note={note} theirs={theirs} recorded={recorded} />
        </li>
      ))}
    </ul>
  );
}

function NoteLine({ note, theirs, recorded }: { note: LineNote; theirs: boolean; recorded: boolean }) {
  const t = useT(debriefMessages);
  const { locale } = useReader();
  const join = (words: readonly string[]) => words.join(locale === "en" ? "; " : "；");
  switch (note.kind) {
    case "waited":
      return (
        <Line tone={note.late ? "waiting" : "neutral"} icon={<Timer aria-hidden />}>
          {t(note.late ? "note.waited_late" : "note.waited", { s: showSeconds(note.s), limit: note.limit })}
        </Line>
      );
    case "silent":
      return (
        <Line tone="blocked" icon={<Timer aria-hidden />}>
          {t("note.silent", { s: showSeconds(note.s) })}
        </Line>
      );
    case "point":
      return <Line tone="cleared">{t(note.seen ? "note.seen" : "note.point", { title: note.title })}</Line>;
    case "extra":
      return <Line tone="neutral">{t("note.extra", { title: note.title })}</Line>;
    case "fault":
      return <Line tone="blocked">{t("note.fault", { title: note.title })}</Line>;
    case "term":
      return (
        <Line tone={note.block ? "blocked" : "waiting"}>
          {t(note.block ? "note.term" : "note.warn", { found: note.found })}
          {note.reason && <span className="block text-ink">{note.reason}</span>}
          {note.instead && <span className="block text-ink">{t("note.instead", { text: note.instead })}</span>}
        </Line>
      );
    case "tone":
      return <Line tone="blocked">{t(`note.${note.fault}`)}</Line>;
    case "price":
      return <Line tone="waiting">{t("note.price")}</Line>;
    case "missing": {
      const key = note.learned.length === 0 ? "note.missing" : theirs ? "note.missing_learned_theirs" : "note.missing_learned";
      return (
        <Line tone="accent" icon={<Lightbulb aria-hidden />}>
          {t(key, { titles: join(note.titles), learned: join(note.learned) })}
        </Line>
      );
    }
    case "gone":
      return <Line tone="blocked">{t("note.gone")}</Line>;
    case "ending":
      return (
        <Line tone="neutral" icon={<Flag aria-hidden />}>
          {recorded ? note.meaning : t("note.ending", { kind: t(`ending.${note.ending}`), meaning: note.meaning })}
        </Line>
      );
  }
}

function Line({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={classes("flex items-start gap-2 text-sm", inkTone[tone])}>
      <span className="mt-[0.2em] shrink-0 [&>svg]:size-[1.15em]">{icon ?? <ToneIcon tone={tone} className="size-[1.15em]" />}</span>
      <span className="min-w-0 break-words">{children}</span>
    </span>
  );
}
