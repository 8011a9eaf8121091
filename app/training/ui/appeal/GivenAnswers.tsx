import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { appealMessages } from "../../messages.appeal";

/** Every answer that was given to this version of the question, how often, and how often it counts fully. */
export function GivenAnswers({ given }: { given: readonly { words: string; count: number; full: number }[] }) {
  const t = useT(appealMessages);
  return (
    <Card title={t("given.title")} flush>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-start text-muted">
            <th scope="col" className="px-4 py-2 text-start font-normal sm:px-5">
              {t("given.answer")}
            </th>
            <th scope="col" className="px-2 py-2 text-end font-normal">
              {t("given.count")}
            </th>
            <th scope="col" className="px-4 py-2 text-end font-normal sm:px-5">
              {t("given.full")}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {given.map(({ words, count, full }, i) => (
            <tr key={i}>
              <td className="px-4 py-2 break-words sm:px-5">{words || <span className="text-muted">{t("given.none")}</span>}</td>
              <td className="px-2 py-2 text-end tabular-nums">{count}</td>
              <td className="px-4 py-2 text-end tabular-nums sm:px-5">{full}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
