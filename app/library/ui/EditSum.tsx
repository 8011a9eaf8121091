import { useEffect, useRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { editMessages } from "../messages.edit";
import { sumOf } from "../sums";
import { record } from "./EditEntry";

/** What the numbers of a list make together, and what lacks: as it was saved, and with script while one types. */
export function EditSum({ name, of, to, value }: { name: string; of: string; to: number; value: readonly unknown[] }) {
  const t = useT(editMessages);
  const place = useRef<HTMLParagraphElement>(null);
  const [typed, setTyped] = useState<string[] | null>(null);
  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    const count = () => setTyped(value.map((_, i) => String(new FormData(form).get(`${name}.${i}.${of}`) ?? "")));
    count();
    form.addEventListener("input", count);
    return () => form.removeEventListener("input", count);
  }, [name, of, value]);
  const { sum, lacks } = sumOf(typed ?? value.map((entry) => record(entry)[of]), to);
  return (
    <p
      ref={place}
      role="status"
      className={classes("mb-2 text-sm tabular-nums", lacks === 0 ? "text-muted" : "font-medium text-waiting-ink")}
    >
      {lacks === 0 ? t("edit.sum", { sum }) : lacks > 0 ? t("edit.sum_lacks", { sum, lacks }) : t("edit.sum_over", { sum, over: -lacks })}
    </p>
  );
}
