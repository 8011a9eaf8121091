import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { addMonths, plainDateIn } from "~/platform/dates";
import { formatMonth } from "~/platform/format";
import { idParam, problem } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { monthOfAddress } from "../address";
import { managesTeam, reachOf } from "../led-teams";
import { supervisorMessages } from "../supervisor/messages";
import { supervisorMonths } from "../supervisor/page.server";
import { SupervisorStatement } from "../ui/SupervisorStatement";

export const meta: MetaFunction = () => [{ title: "主管考核 · Supervisor — 上岗 Deskready" }];

/** A supervisor's month with everything that it is made of: for themself, and for who manages the team. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "kpi:months");
  const today = plainDateIn(actor.zone, clock.now());
  const month = monthOfAddress(new URL(args.request.url).searchParams.get("month"), today);
  const isOwn = actor.personId === personId;
  const reach = reachOf(actor);
  const months = (await supervisorMonths(db(), personId, month)).filter(({ teamId }) => isOwn || managesTeam(reach, teamId));
  if (!isOwn && months.length === 0) throw problem(404, "not_found");
  return { personId, isOwn, month, months, later: month < monthOfAddress(null, today) ? addMonths(month, 1) : null };
}

export default function SupervisorPage() {
  const { personId, isOwn, month, months, later } = useLoaderData<typeof loader>();
  const t = useT(supervisorMessages);
  const { locale } = useReader();
  const shown = formatMonth(month, locale);
  const to = (other: string) => `/kpi/supervisors/${personId}?month=${other.slice(0, 7)}`;
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={isOwn ? t("own_title", { month: shown }) : t("title", { name: months[0]?.name ?? "", month: shown })}
        detail={t("lead")}
        back={{ to: "/kpi", label: t("back") }}
        action={
          isOwn && (
            <div className="flex flex-wrap gap-2">
              <LinkButton to={to(addMonths(month, -1))}>{t("earlier")}</LinkButton>
              {later && <LinkButton to={to(later)}>{t("later")}</LinkButton>}
            </div>
          )
        }
      />
      {months.length === 0 ? (
        <Card flush>
          <EmptyState title={t("empty")}>{t("empty_body")}</EmptyState>
        </Card>
      ) : (
        <div className="grid gap-5">
          {months.map((of) => (
            <SupervisorStatement key={of.teamId} of={of} />
          ))}
        </div>
      )}
    </div>
  );
}
