import { newId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { copyText } from "~/ui/copy-text";
import { dismissToast, showToast } from "~/ui/toast-queue";
import { gapsIn, type Part, plainText } from "../fill-rules";
import { scriptMessages } from "../messages";
import { useGapName } from "./Parts";

const TOAST = "script-copied";

/** Copies a filled text, says so with what is still open in it, and notes the use behind the reader's back. */
export function useCopy(script: { slug: string; versionId: string }) {
  const t = useT(scriptMessages);
  const gapName = useGapName();
  const { slug, versionId } = script;
  return async (variant: string, parts: readonly Part[]) => {
    const worked = await copyText(plainText(parts, (name) => t("gap.mark", { name: gapName(name) })));
    const gaps = gapsIn(parts).map(gapName);
    dismissToast(TOAST);
    if (!worked) return showToast({ id: TOAST, tone: "blocked", text: t("copy.failed") });
    showToast(
      gaps.length > 0
        ? { id: TOAST, tone: "waiting", text: t("copy.gaps", { count: gaps.length, gaps: gaps.join(t("gap.join")) }) }
        : { id: TOAST, text: t("copy.done") },
    );
    noteCopy(slug, { id: newId(), version: versionId, variant });
  };
}

/** The count of uses may miss one; the copying never waits for it. */
function noteCopy(slug: string, fields: Record<string, string>): void {
  void fetch(`/scripts/${slug}/copied`, {
    method: "POST",
    body: new URLSearchParams(fields),
    keepalive: true,
    redirect: "manual",
  }).catch(() => undefined);
}
