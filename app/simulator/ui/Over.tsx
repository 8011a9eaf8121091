import { useEffect, useRef } from "react";
import { useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { debriefAddress } from "../address";
import { playMessages } from "../messages.play";
import type { ChatView } from "../view";
import type { Unsent } from "./use-outbox";

type OverProps = { runId: string; unsent: readonly Unsent[]; chats: readonly ChatView[] };

/** The last customer has gone: what did not get through by then, and the way on. */
export function Over({ runId, unsent, chats }: OverProps) {
  const t = useT(playMessages);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.querySelector("a")?.focus(), []);
  const nameOf = (slug: string) => chats.find((chat) => chat.slug === slug)?.name ?? slug;
  return (
    <div ref={frame} className="shrink-0 border-t border-line px-3 py-3 sm:px-4">
      <Notice
        tone="accent"
        role="status"
        title={t("over.title")}
        action={
          <LinkButton to={debriefAddress(runId)} variant="primary" prefetch="none">
            {t("over.debrief")}
          </LinkButton>
        }
      >
        {unsent.length > 0 && (
          <>
            <p>{t("over.unsent", { count: unsent.length })}</p>
            <ul className="mt-1 list-disc ps-5">
              {unsent.map(({ id, customer, text }) => (
                <li key={id}>{t("said", { name: nameOf(customer), text })}</li>
              ))}
            </ul>
          </>
        )}
      </Notice>
    </div>
  );
}
