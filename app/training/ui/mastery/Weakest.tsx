import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { WEAKEST } from "~/drill/mastery";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { masteryMessages } from "../../messages.mastery";
import type { MasteryPage } from "../../mastery-page.server";

/** The ten questions that are hardest for somebody, with one tap to drill them. */
export function Weakest({ weakest, personId, self }: Pick<MasteryPage, "weakest"> & { personId: string; self: boolean }) {
  const t = useT(masteryMessages);
  if (weakest.length === 0) {
    return (
      <Card title={t("weakest.title")}>
        <p className="text-sm text-muted">{t("weakest.none")}</p>
      </Card>
    );
  }
  return (
    <Card
      title={t("weakest.title")}
      action={
        self && (
          <LinkButton to="/drill?weakest=1" size="sm" prefetch="none" className="max-sm:w-full">
            {t(weakest.length === WEAKEST ? "weakest.drill" : "weakest.drill_some")}
          </LinkButton>
        )
      }
      flush
    >
      <p className="px-4 pb-3 text-sm text-muted sm:px-5">{t("weakest.lead")}</p>
      <ol className="divide-y divide-line border-t border-line">
        {weakest.map(({ slug, stem, topic, mastery }) => (
          <li key={slug} className="relative px-4 py-2.5 hover:bg-hover sm:px-5">
            <Link to={`/mastery/${personId}/questions/${slug}`} className="line-clamp-2 text-ui after:absolute after:inset-0">
              {stem}
            </Link>
            <span className="text-sm text-muted">
              {topic} · {t(`state.${mastery}`)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
