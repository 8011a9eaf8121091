import { useT } from "~/platform/use-locale";
import { probationMessages } from "../messages";
import { outcomeMessages } from "../messages.outcome";
import { secondMessages } from "../messages.second";
import type { GradingResultPage } from "../result.server";

type Item = GradingResultPage["areas"][number]["items"][number];

/** The step that was reached and the next one, and what each grader, a settlement and a ruling said of it. */
export function ItemFound({ result, item }: { result: GradingResultPage; item: Item }) {
  const t = useT(probationMessages);
  const say = useT(secondMessages);
  const tell = useT(outcomeMessages);
  const { ruled } = item;
  const reached = Math.floor(item.grade);
  const next = item.descriptors[reached + 1];
  const names = [result.graderName, result.secondGraderName ?? ""];
  const [first, second] = item.given;
  return (
    <dl className="grid gap-x-3 gap-y-1.5 text-sm sm:grid-cols-[7rem_1fr]">
      <dt className="text-muted">{t("result.met")}</dt>
      <dd>{item.descriptors[reached]}</dd>
      {next && (
        <>
          <dt className="text-muted">{t("result.missed", { grade: reached + 1 })}</dt>
          <dd>{next}</dd>
        </>
      )}
      {item.given.map(
        ({ grade, remark }, n) =>
          (second || remark) && (
            <div key={n} className="contents">
              <dt className="text-muted">{second ? names[n] : t("result.remark")}</dt>
              <dd className="whitespace-pre-line">
                {second && <span className="me-2 font-medium tabular-nums">{t("result.grade", { grade })}</span>}
                {remark}
              </dd>
            </div>
          ),
      )}
      {first && second && item.how === "averaged" && (
        <dd className="text-muted sm:col-start-2">{say("how.line", { first: first.grade, second: second.grade, agreed: item.agreed })}</dd>
      )}
      {item.reason && (
        <>
          <dt className="text-muted">{say("how.reason")}</dt>
          <dd className="whitespace-pre-line">{item.reason}</dd>
        </>
      )}
      {ruled && (
        <>
          <dt className="text-muted">{tell("item.ruling")}</dt>
          <dd className="whitespace-pre-line">{ruled.reason}</dd>
        </>
      )}
    </dl>
  );
}

/** The pictures that graders took of an item. */
export function ItemPictures({ personId, item }: { personId: string; item: Item }) {
  const t = useT(probationMessages);
  const fileIds = item.given.flatMap((g) => g.fileIds);
  if (fileIds.length === 0) return null;
  return (
    <ul className="mt-3 flex flex-wrap gap-2">
      {fileIds.map((fileId, index) => (
        <li key={fileId}>
          <a href={`/probation/${personId}/evidence/${fileId}`} target="_blank" rel="noopener">
            <img
              src={`/probation/${personId}/evidence/${fileId}`}
              alt={t("result.picture", { n: index + 1, item: item.title })}
              width={96}
              height={96}
              loading="lazy"
              className="size-24 rounded-box border border-line bg-sunken object-cover"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
