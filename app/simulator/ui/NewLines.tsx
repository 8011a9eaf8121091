import { useEffect, useRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { playMessages } from "../messages.play";
import type { ChatView } from "../view";

/** Says new lines of customers to who cannot see them, with the name. What was there when the page came is read where it stands. */
export function NewLines({ chats }: { chats: readonly ChatView[] }) {
  const t = useT(playMessages);
  const known = useRef<Record<string, number> | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const before = known.current;
    known.current = Object.fromEntries(chats.map(({ slug, lines }) => [slug, lines.length]));
    if (before === null) return;
    const fresh = chats.flatMap(({ slug, name, lines, isGone }) => {
      const lately = lines.slice(before[slug] ?? 0).filter(({ who }) => who !== "agent");
      const heard = lately.map(({ text }) => t("said", { name, text }));
      return lately.length > 0 && isGone ? [...heard, t("chat.gone", { name })] : heard;
    });
    if (fresh.length > 0) setSaid(fresh.join(" "));
  }, [chats, t]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
