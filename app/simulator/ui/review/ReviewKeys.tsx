import { useT } from "~/platform/use-locale";
import { Keys } from "~/ui/Keys";
import { reviewMessages } from "../../messages.review";

const keys = [
  { key: "0–9", does: "count" },
  { key: "J K", does: "next" },
  { key: "R", does: "remark" },
  { key: "Enter", does: "send" },
  { key: "?", does: "help" },
] as const;

/** The keys of whoever grades a run. */
export function ReviewKeys() {
  const t = useT(reviewMessages);
  return <Keys title={t("keys.title")} switchLabel={t("keys.on")} keys={keys.map(({ key, does }) => ({ key, does: t(`keys.${does}`) }))} />;
}
