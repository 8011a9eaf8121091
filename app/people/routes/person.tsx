import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import ChevronRight from "lucide-react/icons/chevron-right";
import KeyRound from "lucide-react/icons/key-round";
import Pencil from "lucide-react/icons/pencil";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { auditPage, cursorOf } from "../audit.server";
import { canDo, requireCan } from "../guard.server";
import { peopleMessages } from "../messages";
import { pageMessages } from "../messages.pages";
import type { Permission } from "../permissions";
import { personPage } from "../person-page.server";
import { requestLocale } from "../request-locale.server";
import { AuditTimeline } from "../ui/AuditTimeline";
import { Dossiers } from "../ui/Dossiers";
import { PersonFacts } from "../ui/PersonFacts";
import { ClearanceBadge, LapseBadge, StateBadge } from "../ui/StateBadge";

const TIMELINE_ROWS = 20;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.person.name ?? ""} — 上岗 Deskready` }];

export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "person:view", { personId });
  const before = new URL(args.request.url).searchParams.get("before");
  const can = (permission: Permission) => canDo(args, actor, permission, { personId });
  const locale = await requestLocale(args);
  const [person, timeline, list, edit, access, training, probation, gate, state, clearance, entitlements, plan, conduct, levels] =
    await Promise.all([
      personPage(db(), personId, actor.zone, clock.now()),
      auditPage(db(), { personId }, { before: cursorOf(before), rows: TIMELINE_ROWS }, locale, actor),
      canDo(args, actor, "people:list"),
      can("person:edit"),
      can("person:reset_link"),
      can("training:view"),
      can("probation:view"),
      can("gate:view"),
      can("person:state"),
      can("clearance:hold"),
      can("entitlement:view"),
      can("training:plan"),
      can("conduct:view"),
      can("levels:view"),
    ]);
  if (!person) throw problem(404, "not_found");
  return {
    person,
    timeline,
    paged: cursorOf(before) !== null,
    may: { list, edit, access, training, probation, gate, state, clearance, entitlements, plan, conduct, levels },
  };
}

export default function PersonRoute() {
  const { person, timeline, paged, may } = useLoaderData<typeof loader>();
  const { locale, zone } = useReader();
  const t = useT(pageMessages);
  const isAgent = person.state !== null;
  return (
    <>
      <PageHeader
        title={person.name}
        back={may.list ? { to: "/people", label: t("person.back") } : undefined}
        detail={
          <span className="flex flex-wrap gap-1.5">
            {person.state && <StateBadge state={person.state} accepted={person.accepted} />}
            {isAgent && person.state !== "left" && <ClearanceBadge clearance={person.clearance} />}
            {person.lapse && <LapseBadge reason={person.lapse} />}
            {!isAgent && <Roles roles={person.roles} />}
          </span>
        }
        action={
          <>
            {may.access && (
              <LinkButton to={`/people/${person.id}/access`} icon={<KeyRound aria-hidden className="size-4" />}>
                {t("person.access")}
              </LinkButton>
            )}
            {may.edit && (
              <LinkButton to={`/people/${person.id}/edit`} variant="primary" icon={<Pencil aria-hidden className="size-4" />}>
                {t("person.edit")}
              </LinkButton>
            )}
          </>
        }
      />
      <div className="mb-5 grid gap-3 empty:hidden">
        {person.closed && person.state !== "left" && <Notice tone="blocked">{t("person.closed_notice")}</Notice>}
        {person.invitation && person.state !== "left" && !person.closed && (
          <Notice
            tone="waiting"
            action={
              may.access && (
                <LinkButton to={`/people/${person.id}/access`} size="sm">
                  {t("person.invited_renew")}
                </LinkButton>
              )
            }
          >
            {t("person.invited_notice")}{" "}
            {person.invitation.expiresAt
              ? t("person.invited_until", { when: formatDateTime(person.invitation.expiresAt, locale, zone) })
              : t("person.invited_dead")}
          </Notice>
        )}
        {person.state === "invited" && person.accepted && (
          <Notice
            tone="waiting"
            action={
              may.plan && (
                <LinkButton to={`/training/${person.id}/plan`} size="sm" variant="primary">
                  {t("person.signed_up_action")}
                </LinkButton>
              )
            }
          >
            {t("person.signed_up_notice")}
          </Notice>
        )}
      </div>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-5">
          {isAgent && (
            <Ways
              personId={person.id}
              may={{
                ...may,
                extension: may.state && person.probationRuns,
                entitlements: may.entitlements && person.hasEntitlements,
                levels: may.levels && person.state === "active",
              }}
            />
          )}
          {may.gate && <Dossiers personId={person.id} decisions={person.decisions} />}
          <PersonFacts person={person} />
        </div>
        <div className="grid gap-5">
          <Card title={t("person.timeline")}>
            {timeline.lines.length === 0 ? (
              <p className="text-sm text-muted">{t("person.timeline_empty")}</p>
            ) : (
              <AuditTimeline lines={timeline.lines} />
            )}
            {(paged || timeline.older) && (
              <Pagination previous={paged ? "?" : null} next={timeline.older ? `?before=${timeline.older}` : null} summary=" " />
            )}
          </Card>
        </div>
      </div>
    </>
  );
}

function Roles({ roles }: { roles: { id: string; role: "agent" | "supervisor" | "manager" | "content_owner" | "administrator" }[] }) {
  const people = useT(peopleMessages);
  return roles.map((held) => <Badge key={held.id}>{people(`role.${held.role}`)}</Badge>);
}

type May = {
  training: boolean;
  probation: boolean;
  gate: boolean;
  state: boolean;
  clearance: boolean;
  extension: boolean;
  entitlements: boolean;
  conduct: boolean;
  levels: boolean;
};

/** Where this person's training, probation and gates are to be seen: by address, since those rooms are above this one. */
function Ways({ personId, may }: { personId: string; may: May }) {
  const t = useT(pageMessages);
  const ways = [
    { to: `/training/${personId}`, key: "training", open: may.training },
    { to: `/gate/${personId}/desk`, key: "desk", open: may.gate },
    { to: `/probation/${personId}`, key: "probation", open: may.probation },
    { to: `/gate/${personId}/activation`, key: "activation", open: may.gate },
    { to: `/levels/${personId}`, key: "levels", open: may.levels },
    { to: `/people/${personId}/entitlements`, key: "entitlements", open: may.entitlements },
    { to: `/people/${personId}/extension`, key: "extension", open: may.extension },
    { to: `/conduct/${personId}`, key: "conduct", open: may.conduct },
    { to: `/people/${personId}/clearance`, key: "clearance", open: may.clearance },
    { to: `/people/${personId}/state`, key: "state", open: may.state },
  ] as const;
  const open = ways.filter((way) => way.open);
  if (open.length === 0) return null;
  return (
    <Card title={t("person.ways")} flush>
      <ul className="divide-y divide-line">
        {open.map((way) => (
          <li key={way.key}>
            <Link
              to={way.to}
              prefetch="intent"
              className="flex min-h-control items-center justify-between gap-4 px-4 py-2 hover:bg-hover sm:px-5"
            >
              <span className="min-w-0">
                <span className="block text-ui">{t(`person.${way.key}`)}</span>
                <span className="block text-sm text-muted">{t(`person.${way.key}_hint`)}</span>
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
