import type { Locale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { offlinePageMessages } from "../messages.page";
import type { Counts } from "../store";

export type OfflinePage = {
  locale: Locale;
  theme: "light" | "dark" | null;
  style: string;
  /** Where work goes on without a connection; null: nowhere. */
  goOn: string | null;
  counts: Counts;
  nonce: string;
};

const MARK =
  '<svg aria-hidden="true" viewBox="0 0 32 32" class="mb-8 size-10"><rect width="32" height="32" rx="7" class="fill-accent"/>' +
  '<path d="M9 6.5h14a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-7.2L11 26v-4.5H9a3 3 0 0 1-3-3v-9a3 3 0 0 1 3-3Z" class="fill-on-accent"/>' +
  '<path d="m11.2 14.2 3.3 3.3 6.3-6.6" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" class="fill-none stroke-accent"/></svg>';
const BUTTON = "inline-flex min-h-control items-center justify-center rounded-box px-4 text-ui font-medium";

/** Whoever has already gone on is not brought back: the reload would take the place of where they go. */
const COME_BACK = `let gone = false;
addEventListener("click", (event) => { gone ||= event.target.closest("a") !== null });
addEventListener("pageshow", () => { gone = false });
addEventListener("online", () => { if (!gone) location.reload() })`;

/** The page that stands in for one that needs a connection. It comes back by itself with the connection. Nothing in it was typed by anybody. */
export function offlinePage({ locale, theme, style, goOn, counts, nonce }: OfflinePage): string {
  const t = translate(offlinePageMessages, locale);
  const waits = [
    counts.answer > 0 ? t("answers", { count: counts.answer }) : null,
    counts.practical > 0 ? t("hand_ins", { count: counts.practical }) : null,
    counts.chat > 0 ? t("chats", { count: counts.chat }) : null,
  ].filter((text) => text !== null);
  const retry = `<a href="" class="${BUTTON} ${goOn ? "border border-line-strong bg-surface hover:bg-hover" : "bg-accent text-on-accent hover:bg-accent-hover"}">${t("page.retry")}</a>`;
  const on = goOn ? `<a href="${goOn}" class="${BUTTON} bg-accent text-on-accent hover:bg-accent-hover">${t("page.go_on")}</a>` : "";
  return `<!DOCTYPE html>
<html lang="${locale}"${theme ? ` data-theme="${theme}"` : ""}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>${t("page.title")} — 上岗 Deskready</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<main class="flex min-h-dvh items-center px-gutter">
<div data-offline-page class="mx-auto w-full max-w-lg py-10">
${MARK}
<h1 class="text-xl font-semibold">${t("page.title")}</h1>
<p class="mt-3">${t("page.lead")}</p>
${waits.map((text) => `<p class="mt-3 rounded-box bg-waiting-soft px-4 py-3 text-waiting-ink">${text}</p>`).join("\n")}
${goOn ? `<p class="mt-3">${t("page.drill")}</p>` : ""}
<div class="mt-6 flex flex-wrap gap-2">${on}${retry}</div>
</div>
</main>
<script nonce="${nonce}">${COME_BACK}</script>
</body>
</html>`;
}
