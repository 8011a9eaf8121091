import { useT } from "~/platform/use-locale";
import { Keys } from "~/ui/Keys";
import { gradingMessages } from "../../messages.grading";

const keys = [
  { key: "0–4", does: "grade" },
  { key: "R", does: "remark" },
  { key: "Esc", does: "leave" },
  { key: "S", does: "skip" },
  { key: "U", does: "undo" },
  { key: "B", does: "blind" },
  { key: "?", does: "help" },
] as const;

/** The keys of grading. */
export function GradingKeys() {
  const t = useT(gradingMessages);
  const list = keys.map(({ key, does }) => ({ key, does: t(`keys.${does}`) }));
  return <Keys title={t("keys.title")} switchLabel={t("keys.on")} keys={list} />;
}
