import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import type { Tone } from "~/ui/tone";
import { ToneIcon } from "~/ui/ToneIcon";
import { typeMessages } from "../../messages.types";
import { replyPieces } from "./pieces";
import type { ReplyFinding, ReplyKey } from "./reply";

type ReplyReviewProps = {
  text: string | null;
  verdict: { undecided: boolean; key: ReplyKey };
  /** For whoever grades it, not for its writer. */ theirs?: boolean;
};

const marks: Record<Tone, string> = {
  neutral: "bg-sunken text-ink",
  accent: "bg-accent-soft text-accent-ink",
  cleared: "bg-cleared-soft text-cleared-ink underline decoration-1 underline-offset-4",
  waiting: "bg-waiting-soft text-waiting-ink underline decoration-dotted decoration-2 underline-offset-4",
  blocked: "bg-blocked-soft text-blocked-ink underline decoration-wavy decoration-1 underline-offset-4",
};
const inks: Record<Tone, string> = {
  neutral: "text-muted",
  accent: "text-accent-ink",
  cleared: "text-cleared-ink",
  waiting: "text-waiting-ink",
  blocked: "text-blocked-ink",
};

function toneOf({ kind, denied }: ReplyFinding): Tone {
  if (denied || kind === "warn" || kind === "figure") return "waiting";
  return kind === "must" || kind === "should" ? "cleared" : "blocked";
}
const gravest: Tone[] = ["blocked", "waiting", "cleared"];
/** What the list of findings does not show by itself. */
const ownReasons = ["copy", "short", "off_subject", "list", "long"] as const;

/** What was written, with everything that the machine found in it: numbered in the text, said in words below. */
export function ReplyReview({ text, verdict: { undecided, key }, theirs }: ReplyReviewProps) {
  const t = useT(typeMessages);
  const word = (finding: ReplyFinding) => t(finding.denied ? "reply.taken_back" : `reply.${finding.kind}`);
  const reasons = ownReasons.filter((reason) => key.reasons.includes(reason));
  const [missing, better] = [key.missing.filter(({ kind }) => kind === "must"), key.missing.filter(({ kind }) => kind === "should")];
  return (
    <div className="grid gap-5">
      {undecided && <Line tone="waiting">{t("reply.undecided")}</Line>}
      <section>
        <h4 className="text-sm text-muted">{t(theirs ? "reply.theirs" : "reply.yours")}</h4>
        <p className="mt-1 rounded-box border border-line bg-surface px-4 py-3 text-base leading-8 break-words whitespace-pre-wrap">
          {text === null ? t("reply.none") : <Marked text={text} findings={key.findings} word={word} />}
        </p>
        {reasons.map((reason) => (
          <Line key={reason} tone={undecided || theirs ? "waiting" : "blocked"} className="mt-2">
            {t(`reply.reason.${reason}`)}
          </Line>
        ))}
      </section>
      {key.findings.length > 0 && (
        <section>
          <h4 className="text-sm text-muted">{t("reply.found")}</h4>
          <ol className="mt-1 grid gap-2 text-sm">
            {key.findings.map((finding, at) => (
              <li key={at} className="flex items-start gap-2">
                <span className="w-[1.4em] shrink-0 text-end text-muted tabular-nums">{at + 1}</span>
                <Line tone={toneOf(finding)}>
                  <span className="font-medium">{word(finding)}</span>
                  {finding.about && <span className="block text-ink">{finding.about}</span>}
                  {finding.instead && <span className="block text-ink">{t("reply.instead", { text: finding.instead })}</span>}
                </Line>
              </li>
            ))}
          </ol>
        </section>
      )}
      <Points title={t("reply.missing")} points={missing} tone="blocked" />
      <Points title={t("reply.missing_should")} points={better} tone="neutral" />
      <section>
        <h4 className="text-sm text-muted">{t("reply.models")}</h4>
        <ul className="mt-1 grid gap-2">
          {key.models.map((model) => (
            <li key={model} className="rounded-box bg-sunken px-4 py-3 text-base break-words whitespace-pre-line">
              {model}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** The reply with its findings as numbered marks; where several lie on the same words the gravest gives the looks. */
function Marked({ text, findings, word }: { text: string; findings: readonly ReplyFinding[]; word: (finding: ReplyFinding) => string }) {
  return replyPieces(text, findings).map((piece, at) => {
    const here = piece.on.flatMap((index) => findings[index] ?? []);
    const tone = gravest.find((one) => here.some((finding) => toneOf(finding) === one));
    if (!tone) return <span key={at}>{piece.text}</span>;
    return (
      <span key={at}>
        <mark className={classes("rounded-[0.25rem] px-0.5", marks[tone])}>{piece.text}</mark>
        {piece.ends.map((index) => {
          const finding = findings[index];
          return (
            finding && (
              <sup key={index} className="ms-px text-xs text-muted tabular-nums">
                {index + 1}
                <span className="sr-only"> ({word(finding)})</span>
              </sup>
            )
          );
        })}
      </span>
    );
  });
}

function Points({ title, points, tone }: { title: string; points: readonly { point: string }[]; tone: Tone }) {
  if (points.length === 0) return null;
  return (
    <section>
      <h4 className="text-sm text-muted">{title}</h4>
      <ul className="mt-1 grid gap-1 text-sm">
        {points.map(({ point }) => (
          <li key={point}>
            <Line tone={tone}>{point}</Line>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ tone, className, children }: { tone: Tone; className?: string; children: ReactNode }) {
  return (
    <span className={classes("flex items-start gap-2 text-sm", inks[tone], className)}>
      <ToneIcon tone={tone} className="mt-[0.2em] size-[1.15em]" />
      <span className="min-w-0">{children}</span>
    </span>
  );
}
