import { useT } from "~/platform/use-locale";
import { Keys } from "~/ui/Keys";
import { inboxMessages } from "../messages";

const keys = [
  { key: "A", does: "accept" },
  { key: "R", does: "return" },
  { key: "Ctrl ↵", does: "send" },
  { key: "Esc", does: "leave" },
  { key: "J", does: "next" },
  { key: "K", does: "previous" },
  { key: "?", does: "help" },
] as const;

/** The keys of the inbox. */
export function InboxKeys() {
  const t = useT(inboxMessages);
  const list = keys.map(({ key, does }) => ({ key, does: t(`keys.${does}`) }));
  return <Keys title={t("keys.title")} switchLabel={t("keys.on")} keys={list} />;
}
