import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { classes } from "~/ui/classes";
import { Form } from "~/ui/Form";
import type { Refusal } from "~/platform/refusal";
import type { LiveView, ShownOption } from "../live-view";
import { liveMessages } from "../messages.live";

type Vote = NonNullable<LiveView["vote"]>;
type LiveVoteProps = {
  vote: Vote;
  /** Whoever follows chooses; on the screen of the presenter nobody does. */
  votes: boolean;
  refusals?: readonly Refusal[] | null;
};

const ROW =
  "flex w-full min-w-0 flex-wrap items-start gap-x-3 gap-y-1 sm:flex-nowrap rounded-box border px-4 py-3 text-start text-lg sm:text-2xl";

/** The lines that are voted on. How many chose which, and whose it was, is seen once the vote has ended: nobody follows the crowd. */
export function LiveVote({ vote, votes, refusals }: LiveVoteProps) {
  const t = useT(liveMessages);
  const rows = vote.options.map((option) => (
    <li key={option.key} className="min-w-0">
      {votes && vote.isOpen ? (
        <button
          type="submit"
          name="choice"
          value={option.key}
          aria-pressed={vote.mine === option.key}
          className={classes(
            ROW,
            "transition-colors",
            vote.mine === option.key
              ? "border-accent bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]"
              : "border-line-strong/60 bg-surface hover:border-line-strong hover:bg-hover",
          )}
        >
          <Line option={option} isMine={vote.mine === option.key} />
        </button>
      ) : (
        <div className={classes(ROW, "relative overflow-hidden border-line bg-surface")}>
          <Line option={option} isMine={vote.mine === option.key} voted={vote.voted} />
        </div>
      )}
    </li>
  ));
  const list = <ol className="grid gap-2">{rows}</ol>;
  return (
    <section aria-labelledby="vote-title" className="grid gap-3">
      <h2 id="vote-title" className="flex flex-wrap items-baseline justify-between gap-x-4 text-lg font-semibold sm:text-xl">
        {t("vote.title")}
        <span role="status" className="text-base font-normal text-muted tabular-nums">
          {t("vote.voted", { count: vote.voted })}
        </span>
      </h2>
      {votes && vote.isOpen ? (
        <Form preventScrollReset messages={liveMessages} refusals={refusals}>
          <input type="hidden" name="vote" value={vote.id} />
          {list}
        </Form>
      ) : (
        list
      )}
      {vote.isOpen && <p className="text-sm text-muted">{t("vote.hidden")}</p>}
    </section>
  );
}

function Line({ option, isMine, voted = 0 }: { option: ShownOption; isMine: boolean; voted?: number }) {
  const t = useT(liveMessages);
  return (
    <>
      {option.count !== null && voted > 0 && (
        <span aria-hidden className="absolute inset-y-0 start-0 bg-accent-soft" style={{ width: `${(option.count / voted) * 100}%` }} />
      )}
      <span className="relative font-semibold text-muted uppercase">{option.key}</span>
      <span className="relative min-w-0 flex-1 break-words whitespace-pre-line max-sm:basis-[calc(100%-2.5rem)]">{option.text}</span>
      <span className="relative flex flex-wrap items-center gap-x-2 gap-y-1 text-base sm:grid sm:shrink-0 sm:justify-items-end">
        {option.count !== null && <span className="font-semibold tabular-nums">{t("vote.count", { count: option.count })}</span>}
        {option.from !== null && (
          <Badge tone={option.from === "better" || option.from === "better_like" ? "accent" : "neutral"}>
            {t(`from.${option.from}`, { number: option.number ?? "" })}
          </Badge>
        )}
        {isMine && <Badge tone="neutral">{t("vote.mine")}</Badge>}
      </span>
    </>
  );
}
