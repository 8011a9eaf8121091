import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { agentToday, leadToday } from "../page.server";
import { LeadDay } from "../ui/LeadDay";
import { Standing } from "../ui/Standing";
import { TraineeDay } from "../ui/TraineeDay";

export const meta: MetaFunction = () => [{ title: "Deskready · 上岗" }];

/** The day of whoever is signed in: an agent's plan and gate, or what waits for those who lead. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const locale = await requestLocale(args);
  const isAgent = actor.roles.some((r) => r.role === "agent");
  return isAgent ? agentToday(db(), actor, locale, clock.now()) : leadToday(db(), actor, locale);
}

export default function Today() {
  const page = useLoaderData<typeof loader>();
  if (page.for === "lead") return <LeadDay name={page.name} hasRole={page.hasRole} counts={page.counts} places={page.places} />;
  const { view, standing, gate, bank, personId } = page;
  return (
    <>
      {page.lapses.map(({ id, title, detail, action, tone }) => (
        <Notice
          key={id}
          tone={tone}
          title={title}
          className="mb-5"
          action={action && <LinkButton to={action.to}>{action.text}</LinkButton>}
        >
          {detail}
        </Notice>
      ))}
      {page.mend.map(({ id, to, title, detail, action, tone }) => (
        <Notice key={id} tone={tone} title={title} className="mb-5" action={<LinkButton to={to}>{action}</LinkButton>}>
          {detail}
        </Notice>
      ))}
      {view ? (
        <TraineeDay view={view} announcement={page.announcement} bank={bank} gate={gate} personId={personId} />
      ) : (
        standing && (
          <Standing
            said={standing}
            state={page.state}
            hasPlan={page.hasPlan}
            bank={bank}
            gate={gate}
            score={page.score}
            personId={personId}
          />
        )
      )}
    </>
  );
}
