import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useSubmit } from "@remix-run/react";
import Gavel from "lucide-react/icons/gavel";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { isId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { SearchField } from "~/ui/SearchField";
import { SelectField } from "~/ui/SelectField";
import { Tabs } from "~/ui/Tabs";
import { type DisputeFilter, disputeList } from "../dispute-list.server";
import { outcomeMessages } from "../messages.outcome";
import { DisputeTable } from "../ui/DisputeTable";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

const tabs = ["open", "decided"] as const;

function filterOf({ searchParams }: URL): DisputeFilter {
  const get = (name: string) => searchParams.get(name) ?? "";
  const page = Number(get("page"));
  return {
    show: tabs.find((one) => one === get("show")) ?? "open",
    team: isId(get("team")) ? get("team") : null,
    q: get("q")
      .replace(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 100),
    page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1,
  };
}

/** What agents of the whole shop dispute, to whoever may rule on it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "probation:disputes");
  const filter = filterOf(new URL(args.request.url));
  const [list, locale] = await Promise.all([disputeList(db(), actor.personId, filter, clock.now()), requestLocale(args)]);
  return { title: translate(outcomeMessages, locale)("queue.title"), filter, ...list };
}

/** The address of this list with something changed. */
function addressOf(filter: DisputeFilter, change: Partial<DisputeFilter>): string {
  const { show, team, q, page } = { ...filter, page: 1, ...change };
  const entries = Object.entries({ show: show === "open" ? "" : show, team, q, page: page > 1 ? String(page) : "" });
  const params = new URLSearchParams(entries.flatMap(([key, value]) => (value ? [[key, value]] : [])));
  return params.size > 0 ? `/probation/disputes?${params}` : "/probation/disputes";
}

export default function Disputes() {
  const { rows, more, filter, open, teams } = useLoaderData<typeof loader>();
  const t = useT(outcomeMessages);
  const filtered = filter.q !== "" || filter.team !== null;
  return (
    <>
      <PageHeader title={t("queue.title")} detail={t("queue.lead")} back={{ to: "/team", label: t("queue.back") }} />
      <Tabs
        label={t("queue.show")}
        className="mb-4"
        items={tabs.map((show) => ({
          to: addressOf(filter, { show }),
          label: t(`queue.${show}`),
          current: filter.show === show,
          ...(show === "open" ? { count: open } : {}),
        }))}
      />
      <Filters filter={filter} teams={teams} />
      <Card flush>
        {rows.length > 0 ? (
          <DisputeTable rows={rows} />
        ) : (
          <EmptyState
            icon={<Gavel />}
            level={2}
            title={t(filtered ? "queue.empty_found" : `queue.empty_${filter.show}`)}
            action={filtered && <LinkButton to={addressOf(filter, { q: "", team: null })}>{t("queue.clear")}</LinkButton>}
          >
            {t(filtered ? "queue.empty_found_detail" : `queue.empty_${filter.show}_detail`)}
          </EmptyState>
        )}
      </Card>
      <Pagination
        page={filter.page}
        previous={filter.page > 1 ? addressOf(filter, { page: filter.page - 1 }) : null}
        next={more ? addressOf(filter, { page: filter.page + 1 }) : null}
      />
    </>
  );
}

function Filters({ filter, teams }: { filter: DisputeFilter; teams: { id: string; name: string }[] }) {
  const t = useT(outcomeMessages);
  const submit = useSubmit();
  const kept: Record<string, string> = filter.show === "open" ? {} : { show: filter.show };
  return (
    <div className={classes("mb-4 grid gap-3", teams.length > 1 && "sm:grid-cols-[minmax(0,1fr)_auto]")}>
      <SearchField label={t("queue.search")} defaultValue={filter.q} keep={{ ...kept, ...(filter.team ? { team: filter.team } : {}) }} />
      {teams.length > 1 && (
        <Form
          method="get"
          key={JSON.stringify(filter)}
          onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
          className="flex gap-3"
        >
          {Object.entries({ ...kept, ...(filter.q ? { q: filter.q } : {}) }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <SelectField
            name="team"
            label={t("queue.team")}
            labelHidden
            className="flex-1 sm:w-48"
            placeholder={t("queue.all_teams")}
            defaultValue={filter.team ?? ""}
            options={teams.map((team) => ({ value: team.id, label: team.name }))}
          />
          <ApplyButton>{t("queue.apply")}</ApplyButton>
        </Form>
      )}
    </div>
  );
}
