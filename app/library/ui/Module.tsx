import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { ItemView } from "../item.server";
import { libraryMessages } from "../messages";
import { Lines, Part, RefLink, refOf } from "./parts";

type View = Extract<ItemView, { kind: "module" }>;

/** A module: what it is for, its lessons in their order, its practice chats and the quiz at its end. */
export function ModuleItem({ view: { body, refs } }: { view: View }) {
  const t = useT(libraryMessages);
  return (
    <>
      <p className="mb-3 flex flex-wrap gap-1.5">
        {body.qualities.map((q) => (
          <Badge key={q} tone="accent">
            {t(`quality.${q}`)}
          </Badge>
        ))}
      </p>
      <Lines text={body.intro} />
      <Part title={t("kind.lesson")}>
        <ol className="list-decimal space-y-1 ps-5 text-sm marker:text-faint">
          {body.lessons.map((slug) => (
            <li key={slug}>
              <RefLink to={refOf(refs, "lesson", slug)} />
            </li>
          ))}
        </ol>
      </Part>
      {body.simulations.length > 0 && (
        <Part title={t("kind.simulation")}>
          <ul className="list-disc space-y-1 ps-5 text-sm marker:text-faint">
            {body.simulations.map((slug) => (
              <li key={slug}>
                <RefLink to={refOf(refs, "simulation", slug)} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t("one.quiz")}>
        <p className="text-sm">
          <RefLink to={refOf(refs, "quiz", body.quiz)} />
        </p>
      </Part>
    </>
  );
}
