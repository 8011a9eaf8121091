import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { selfMessages } from "../messages.self";
import type { StandingPage } from "./Standing";

/** How the person sees themselves, before the next grading: the way there for them, for the others that it was handed in and nothing more. */
export function OwnView({ page }: { page: StandingPage }) {
  const t = useT(selfMessages);
  const { locale, zone } = useReader();
  const { person, self, own, mayAssess } = page;
  const when = own?.submittedAt ? formatDateTime(own.submittedAt, locale, zone) : null;
  if (!self) return when && <p className="text-sm text-muted">{t("seen.submitted", { name: person.name, when })}</p>;
  if (!own && !mayAssess) return null;
  const state = when ? "submitted" : own ? "open" : "none";
  return (
    <div>
      <p className="font-semibold">{t("own.title")}</p>
      <p className="mb-3 max-w-prose text-sm text-muted">{t(`own.${state}`, { when })}</p>
      <LinkButton variant={when ? "secondary" : "primary"} to={`/probation/${person.id}/self`}>
        {t(when ? "own.see" : own ? "own.go_on" : "own.go")}
      </LinkButton>
    </div>
  );
}
