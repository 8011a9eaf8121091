import { Link } from "@remix-run/react";
import ArrowLeft from "lucide-react/icons/arrow-left";
import { useT } from "~/platform/use-locale";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { Keys } from "~/ui/Keys";
import { runAddress } from "../address";
import { simulatorMessages } from "../messages";
import { playMessages } from "../messages.play";
import type { PlayPage } from "./Play";
import { useRunNow } from "./use-clock";
import { clockText } from "./waits";

/** The title row over the chats: which scenario, how long it goes on, the keys, the way out of it. */
export function PlayHeader({ page, isOver }: { page: PlayPage; isOver: boolean }) {
  const t = useT(playMessages);
  const say = useT(simulatorMessages);
  const address = runAddress(page.runId);
  return (
    <header className="mb-2 flex shrink-0 flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <div className="flex min-w-0 flex-1 items-center gap-2">
        <Link
          to={page.slug === null ? "/simulator" : `/simulator/${page.slug}`}
          aria-label={t("back")}
          title={t("back")}
          className="-ms-2 inline-flex size-control shrink-0 items-center justify-center rounded-box text-muted hover:bg-hover hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-5" />
        </Link>
        <h1 className="min-w-0 truncate text-base font-semibold">{page.title}</h1>
        {!page.counts && <span className="min-w-0 truncate text-sm text-muted max-sm:sr-only">{t("practice")}</span>}
      </div>
      <div className="flex items-center gap-3">
        <p className="text-sm text-muted tabular-nums">
          <span className="max-sm:sr-only">{t("run.time")} </span>
          <Clock />
        </p>
        <noscript>
          <a href={address} className="link text-sm">
            {t("again")}
          </a>
        </noscript>
        <Keys
          title={t("keys.title")}
          switchLabel={t("keys.switch")}
          keys={[
            { key: "Alt 1 – 4", does: t("keys.customer") },
            { key: "Alt ↑ ↓", does: t("keys.walk") },
            { key: "Alt W", does: t("keys.longest") },
            { key: "Alt S", does: t("keys.scripts") },
            { key: "Esc", does: t("keys.composer") },
            { key: "Enter", does: t("keys.send") },
            { key: "⇧ Enter", does: t("keys.line") },
            { key: "?", does: t("keys.list") },
          ]}
        />
        {!isOver && (
          <Form action={address}>
            <input type="hidden" name="intent" value="give_up" />
            <ConfirmButton size="sm" variant="danger" question={say("give_up.question")} consequence={say("give_up.consequence")}>
              {say("give_up")}
            </ConfirmButton>
          </Form>
        )}
      </div>
    </header>
  );
}

function Clock() {
  const now = useRunNow();
  return <span data-run-clock>{clockText(now)}</span>;
}
