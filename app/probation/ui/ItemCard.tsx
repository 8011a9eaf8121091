import { type ReactNode, useId } from "react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { classes } from "~/ui/classes";
import { TextArea } from "~/ui/TextArea";
import { REMARK_LENGTH } from "../draft";
import { sheetMessages } from "../messages.sheet";
import type { GradingSheet } from "../sheet.server";
import type { Entry } from "../rules";
import type { DraftKeeper } from "./draft-keeper";
import { Drawn } from "./Drawn";
import { EvidencePictures } from "./EvidencePictures";
import { GradeButtons } from "./GradeButtons";
import { Puzzles } from "./Puzzles";
import { WrittenFor } from "./WrittenFor";

type Item = GradingSheet["areas"][number]["items"][number];
type ItemCardProps = {
  item: Item;
  position: { n: number; of: number };
  entry: Entry | undefined;
  current: boolean;
  overtaken: boolean;
  revision: number;
  personId: string | null;
  remarkHint: string;
  before?: ReactNode;
  keeper: DraftKeeper;
  onFocus: () => void;
};

/** One item of the sheet: what was drawn, its five steps, remark and pictures. On a phone only the current one is there. */
export function ItemCard({
  item,
  position,
  entry,
  current,
  overtaken,
  revision,
  personId,
  remarkHint,
  before,
  keeper,
  onFocus,
}: ItemCardProps) {
  const t = useT(sheetMessages);
  const id = useId();
  return (
    <section
      id={`item-${item.slug}`}
      aria-labelledby={id}
      onFocusCapture={onFocus}
      className={classes(
        "scroll-mt-4 rounded-box border bg-surface p-4 sm:p-5",
        current ? "border-line-strong" : "border-line max-md:hidden",
      )}
    >
      <p className="text-sm text-muted tabular-nums">{t("item.position", position)}</p>
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 id={id} tabIndex={-1} className="text-lg font-semibold">
          {item.title}
        </h3>
        {item.critical && <Badge tone="accent">{t("item.critical")}</Badge>}
      </div>
      {overtaken && (
        <p role="status" className="mb-3 text-sm text-waiting-ink">
          {t("item.overtaken")}
        </p>
      )}
      <div className="grid gap-4">
        {before}
        <Drawn products={item.drawn} />
        <Puzzles puzzles={item.puzzles} />
        {item.written && <WrittenFor written={item.written} />}
        <form method="post" className="grid min-w-0 gap-4">
          <input type="hidden" name="intent" value="save" />
          <input type="hidden" name="item" value={item.slug} />
          <input type="hidden" name="revision" value={revision} />
          <GradeButtons
            labelId={id}
            descriptors={item.descriptors}
            chosen={entry?.grade}
            onGrade={(grade) => keeper.change(item.slug, { grade })}
          />
          <TextArea
            name="remark"
            label={t("item.remark")}
            hint={remarkHint}
            optional
            rows={2}
            maxLength={REMARK_LENGTH}
            value={entry?.remark ?? ""}
            onChange={(event) => keeper.change(item.slug, { remark: event.currentTarget.value })}
          />
          <noscript>
            <Button type="submit">{t("item.save")}</Button>
          </noscript>
        </form>
        {personId && item.evidence !== "none" && (
          <EvidencePictures personId={personId} item={item} fileIds={entry?.fileIds ?? []} keeper={keeper} />
        )}
      </div>
    </section>
  );
}
