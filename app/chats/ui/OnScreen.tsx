import { useEffect, useState } from "react";
import { useT } from "~/platform/use-locale";
import { checkMessages } from "../messages.checks";

/** How long the chat must still be on screen to count; what decides is the server's clock. */
export function OnScreen({ seenMs, neededMs }: { seenMs: number; neededMs: number }) {
  const t = useT(checkMessages);
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const ends = performance.now() + neededMs - seenMs;
    const tell = () => setLeft(Math.max(0, Math.ceil((ends - performance.now()) / 1000)));
    tell();
    const timer = setInterval(tell, 500);
    return () => clearInterval(timer);
  }, [seenMs, neededMs]);
  if (left === null) return <span>{t("read.needs", { seconds: Math.ceil(neededMs / 1000) })}</span>;
  return (
    <span className={left > 0 ? "text-waiting-ink" : undefined}>
      {left > 0 ? t("read.needs_more", { seconds: left }) : t("read.enough")}
    </span>
  );
}
