import { useEffect } from "react";
import { useT } from "~/platform/use-locale";
import { copyText } from "~/ui/copy-text";
import { useOffline } from "~/ui/offline/context";
import { dismissToast, showToast } from "~/ui/toast-queue";
import { gapsIn, type Part, plainText } from "../fill-rules";
import { scriptMessages } from "../messages";
import { noteCopy, sendCopies } from "./copy-queue";
import { useGapName } from "./Parts";

const TOAST = "script-copied";

/** Copies a filled text, says so with what is still open in it, and notes the use behind the reader's back. */
export function useCopy(script: { slug: string; versionId: string }) {
  const t = useT(scriptMessages);
  const gapName = useGapName();
  const { slug, versionId } = script;
  const { person } = useOffline();
  useEffect(() => {
    if (person === null) return;
    const send = () => void sendCopies(person).catch(() => undefined);
    send();
    addEventListener("online", send);
    return () => removeEventListener("online", send);
  }, [person]);
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
    if (person !== null) noteCopy(person, { slug, version: versionId, variant }).catch(() => undefined);
  };
}
