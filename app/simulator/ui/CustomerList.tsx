import CheckCheck from "lucide-react/icons/check-check";
import Clock from "lucide-react/icons/clock";
import DoorOpen from "lucide-react/icons/door-open";
import MessageCircleDashed from "lucide-react/icons/message-circle-dashed";
import OctagonAlert from "lucide-react/icons/octagon-alert";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { KeyHint } from "~/ui/KeyHint";
import { playMessages } from "../messages.play";
import type { ChatView } from "../view";
import { useRunNow } from "./use-clock";
import { clockText, stateOf } from "./waits";

type CustomerListProps = {
  runId: string;
  chats: readonly ChatView[];
  /** How many come in all. */
  customers: number;
  chosen: string | null;
  /** New lines by customer. */
  unread: Readonly<Record<string, number>>;
  pane: string;
  onChoose: (slug: string) => void;
};

const looks = {
  fine: { icon: Clock, tone: "text-muted" },
  slow: { icon: TriangleAlert, tone: "text-waiting-ink" },
  late: { icon: OctagonAlert, tone: "text-blocked-ink" },
  answered: { icon: CheckCheck, tone: "text-muted" },
  quiet: { icon: MessageCircleDashed, tone: "text-muted" },
  gone: { icon: DoorOpen, tone: "text-faint" },
};
const grounds = { fine: "", slow: "bg-waiting-soft", late: "bg-blocked-soft", answered: "", quiet: "", gone: "" };

/** Who is there and who waits, each with a timer that turns amber at the limit and red at twice the limit. Buttons of a form: they work without script too. */
export function CustomerList({ runId, chats, customers, chosen, unread, pane, onChoose }: CustomerListProps) {
  const t = useT(playMessages);
  const more = customers - chats.length;
  return (
    <form
      action={`/simulator/runs/${runId}`}
      className="flex min-h-0 shrink-0 flex-col lg:overflow-y-auto lg:border-e lg:border-line"
      onSubmit={(event) => event.preventDefault()}
    >
      <input type="hidden" name="pane" value={pane} />
      <h2 className="text-sm font-semibold max-lg:sr-only lg:px-4 lg:pt-3 lg:pb-2">{t("waiting")}</h2>
      <ul className="grid auto-cols-fr max-lg:grid-flow-col max-lg:divide-x max-lg:divide-line lg:divide-y lg:divide-line lg:border-y lg:border-line">
        {chats.map((chat, at) => (
          <li key={chat.slug} className="min-w-0">
            <Customer
              chat={chat}
              number={at + 1}
              isChosen={chat.slug === chosen}
              unread={unread[chat.slug] ?? 0}
              onChoose={() => onChoose(chat.slug)}
            />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className={classes("px-4 py-2 text-sm text-muted", chats.length > 0 && "max-lg:sr-only")}>
          {chats.length === 0 && <span className="block">{t("waiting.none")}</span>}
          {t("waiting.more", { count: more })}
        </p>
      )}
    </form>
  );
}

type CustomerProps = { chat: ChatView; number: number; isChosen: boolean; unread: number; onChoose: () => void };

function Customer({ chat, number, isChosen, unread, onChoose }: CustomerProps) {
  const t = useT(playMessages);
  const now = useRunNow();
  const state = stateOf(chat, now);
  const { icon: Icon, tone } = looks[state];
  const last = chat.lines.at(-1);
  return (
    <button
      type="submit"
      name="with"
      value={chat.slug}
      data-customer={chat.slug}
      data-state={state}
      aria-current={isChosen ? "true" : undefined}
      aria-keyshortcuts={`Alt+${number}`}
      onClick={onChoose}
      className={classes(
        "flex min-h-14 w-full items-center gap-2.5 px-2 py-2 text-start focus-visible:-outline-offset-2 sm:px-4 lg:py-2.5",
        isChosen ? "shadow-[inset_0_-3px_0_var(--accent)] lg:shadow-[inset_3px_0_0_var(--accent)]" : "hover:bg-hover",
        grounds[state] || (isChosen && "bg-accent-soft"),
      )}
    >
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5">
          <span className="min-w-0 truncate text-ui font-medium">{chat.name}</span>
          {unread > 0 && (
            <span className="inline-flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-full bg-accent px-1 text-[0.6875rem] leading-none font-semibold text-on-accent tabular-nums">
              <span aria-hidden>{unread}</span>
              <span className="sr-only">{t("unread", { count: unread })}</span>
            </span>
          )}
        </span>
        <span className={classes("flex min-w-0 items-center gap-1 text-xs tabular-nums", tone)}>
          <Icon aria-hidden className="size-3.5 shrink-0" />
          {chat.waitingSince !== null && <span className="shrink-0">{clockText(now - chat.waitingSince)}</span>}
          {/* Four customers beside each other on a phone: beside the time its word has no room, and the sign says the same. */}
          <span className={classes("min-w-0 truncate", chat.waitingSince !== null && "max-sm:sr-only")}>{t(`state.${state}`)}</span>
        </span>
        {last && <span className="block truncate text-xs text-muted max-lg:hidden">{last.text}</span>}
      </span>
      <KeyHint className="max-lg:hidden">{number}</KeyHint>
    </button>
  );
}
