import { useT } from "~/platform/use-locale";
import { Fold } from "~/ui/Fold";
import { lintMessages } from "../../messages.lint";
import { useGapName } from "../Parts";

/** The rules that the check holds to, and what may be left open. */
export function Guide({ placeholders, longestMessage }: { placeholders: readonly string[]; longestMessage: number }) {
  const t = useT(lintMessages);
  const gapName = useGapName();
  return (
    <Fold boxed summary={<span className="text-ui font-medium">{t("guide.title")}</span>}>
      <div className="px-4 pb-4 text-sm sm:px-5">
        <ul className="list-disc space-y-1 ps-5">
          {([1, 2, 3, 4, 5, 6] as const).map((n) => (
            <li key={n}>{t(`guide.${n}`, { max: longestMessage })}</li>
          ))}
        </ul>
        <p className="mt-3 text-muted pointer-coarse:hidden">{t("guide.keys")}</p>
        <h3 className="mt-3 font-medium">{t("guide.placeholders")}</h3>
        <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5">
          {placeholders.map((name) => (
            <div key={name} className="contents">
              <dt>
                <code>{inBraces(name)}</code>
              </dt>
              <dd className="text-muted">{gapName(name)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Fold>
  );
}

const inBraces = (name: string): string => `{{${name}}}`;
