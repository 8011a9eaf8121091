import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { probationMessages } from "../messages";
import { sheetMessages } from "../messages.sheet";

/** What a retake looks at, and what keeps its grades; `areas` null: everything is looked at again. */
export function RetakeOf({ areas, className }: { areas: string[] | null; className?: string }) {
  const t = useT(probationMessages);
  const say = useT(sheetMessages);
  return (
    <p className={classes("max-w-prose", className)}>
      {areas ? t("retake.part", { areas: areas.join(say("carried.join")) }) : t("retake.whole")}
    </p>
  );
}
