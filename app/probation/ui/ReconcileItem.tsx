import { useId } from "react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { TextArea } from "~/ui/TextArea";
import { secondMessages } from "../messages.second";
import type { ReconcilePage } from "../reconcile.server";
import type { Entry } from "../rules";
import type { DraftKeeper } from "./draft-keeper";
import { GradeButtons } from "./GradeButtons";

type Item = ReconcilePage["items"][number];
type ReconcileItemProps = {
  item: Item;
  personId: string;
  passCritical: number;
  entry: Entry | undefined;
  revision: number;
  keeper: DraftKeeper;
};

/** One item on which two graders lie apart: what each gave and saw, side by side, then the five steps to choose from and a reason. */
export function ReconcileItem({ item, personId, passCritical, entry, revision, keeper }: ReconcileItemProps) {
  const t = useT(secondMessages);
  const id = useId();
  return (
    <li id={`item-${item.slug}`} aria-labelledby={id} className="scroll-mt-4 rounded-box border border-line bg-surface p-4 sm:p-5">
      <p className="text-sm text-muted">{item.area}</p>
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={id} className="text-lg font-semibold">
          {item.title}
        </h2>
        {item.critical && <Badge tone="accent">{t("settle.critical", { mark: passCritical })}</Badge>}
      </div>
      <div className="mb-5 grid gap-3 md:grid-cols-2">
        {item.given.map((given) => (
          <Given key={given.by} given={given} item={item} personId={personId} />
        ))}
      </div>
      <form method="post" className="grid min-w-0 gap-4">
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="item" value={item.slug} />
        <input type="hidden" name="revision" value={revision} />
        <div>
          <p className="mb-2 text-sm font-medium">{t("settle.grade")}</p>
          <GradeButtons
            labelId={id}
            descriptors={item.descriptors}
            chosen={entry?.grade}
            onGrade={(grade) => keeper.change(item.slug, { grade })}
          />
        </div>
        <TextArea
          name="remark"
          label={t("settle.reason")}
          hint={t("settle.reason_hint")}
          rows={2}
          maxLength={500}
          value={entry?.remark ?? ""}
          onChange={(event) => keeper.change(item.slug, { remark: event.currentTarget.value })}
        />
        <noscript>
          <Button type="submit">{t("settle.save")}</Button>
        </noscript>
      </form>
    </li>
  );
}

function Given({ given, item, personId }: { given: Item["given"][number]; item: Item; personId: string }) {
  const t = useT(secondMessages);
  const { by, grade, remark, fileIds } = given;
  return (
    <div className="min-w-0 rounded-box border border-line bg-sunken px-3 py-3 text-sm">
      <p className="font-semibold">{t("settle.gave", { name: by, grade })}</p>
      <p className="mt-1">{item.descriptors[grade]}</p>
      <p className="mt-2 border-t border-line pt-2 whitespace-pre-line text-muted">{remark || t("settle.no_remark")}</p>
      {fileIds.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-2">
          {fileIds.map((fileId, index) => (
            <li key={fileId}>
              <a href={`/probation/${personId}/evidence/${fileId}`} target="_blank" rel="noopener">
                <img
                  src={`/probation/${personId}/evidence/${fileId}`}
                  alt={t("settle.picture", { n: index + 1, name: by, item: item.title })}
                  width={96}
                  height={96}
                  loading="lazy"
                  className="size-24 rounded-box border border-line object-cover"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
