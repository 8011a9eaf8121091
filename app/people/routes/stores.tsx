import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import Store from "lucide-react/icons/store";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { formatDate } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { Table } from "~/ui/Table";
import { TextField } from "~/ui/TextField";
import { checkForm, storeSchema } from "../forms";
import { requireCan, writeContext } from "../guard.server";
import { peopleMessages } from "../messages";
import { settingsMessages } from "../messages.settings";
import { type Platform, platforms } from "../platforms";
import { addStore, agentChoice, assignAccount, editStore, endAccount, storesWithAccounts } from "../stores.server";

export const meta: MetaFunction = () => [{ title: "店铺与账号 · Stores — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "store:edit");
  const [stores, agents] = await Promise.all([storesWithAccounts(db()), agentChoice(db())]);
  return { stores, agents, today: plainDateIn(actor.zone, clock.now()) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "store:edit");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const outcome = await act();
  if (!outcome.ok) return data({ refusals: outcome.refusals, at: textOf(form, "at") }, { status: 400 });
  throw redirect("/settings/stores", { headers: { "Set-Cookie": await toast("saved") } });

  async function act() {
    const values = () => checkForm(storeSchema, { name: textOf(form, "name"), platform: textOf(form, "platform") as Platform });
    switch (textOf(form, "step")) {
      case "add": {
        const store = values();
        return store.ok ? addStore(ctx, store.value) : store;
      }
      case "edit": {
        const store = values();
        return store.ok ? editStore(ctx, idParam(textOf(form, "storeId")), { ...store.value, archived: form.has("archived") }) : store;
      }
      case "assign":
        return assignAccount(ctx, {
          storeId: idParam(textOf(form, "storeId")),
          nick: textOf(form, "nick"),
          personId: idParam(textOf(form, "personId")),
          from: textOf(form, "from"),
        });
      case "end":
        return endAccount(ctx, idParam(textOf(form, "accountId")), plainDateIn(actor.zone, ctx.now));
      default:
        throw problem(400, "bad_request");
    }
  }
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function StoresPage() {
  const { stores, agents, today } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(settingsMessages);
  return (
    <>
      <PageHeader title={t("stores")} detail={t("stores_body")} back={{ to: "/settings", label: t("title") }} />
      <div className="grid max-w-4xl gap-5">
        {stores.length === 0 && (
          <Card>
            <EmptyState icon={<Store />} title={t("store.empty")}>
              {t("store.empty_body")}
            </EmptyState>
          </Card>
        )}
        {stores.map((store) => (
          <StoreCard
            key={store.id}
            store={store}
            agents={agents}
            today={today}
            refused={refused?.at === store.id ? refused.refusals : null}
          />
        ))}
        <Card title={t("store.add")}>
          <Form
            refusals={refused?.at === "new" ? refused.refusals : null}
            messages={settingsMessages}
            draftKey="store:new"
            className="grid items-end gap-5 sm:grid-cols-[1fr_12rem_auto]"
          >
            <input type="hidden" name="at" value="new" />
            <StoreFields />
            <div>
              <Button type="submit" name="step" value="add" variant="primary">
                {t("store.add")}
              </Button>
            </div>
          </Form>
        </Card>
      </div>
    </>
  );
}

function StoreFields({ store }: { store?: { name: string; platform: Platform } }) {
  const t = useT(settingsMessages);
  const people = useT(peopleMessages);
  return (
    <>
      <TextField name="name" label={t("store.name")} defaultValue={store?.name} required maxLength={80} />
      <SelectField
        name="platform"
        label={t("store.platform")}
        defaultValue={store?.platform ?? "taobao"}
        options={platforms.map((platform) => ({ value: platform, label: people(`platform.${platform}`) }))}
      />
    </>
  );
}

type StoreCardProps = {
  store: Loaded["stores"][number];
  agents: Loaded["agents"];
  today: string;
  refused: NonNullable<ReturnType<typeof useActionData<typeof action>>>["refusals"] | null;
};

function StoreCard({ store, agents, today, refused }: StoreCardProps) {
  const t = useT(settingsMessages);
  const people = useT(peopleMessages);
  const { locale } = useReader();
  const hidden = (
    <>
      <input type="hidden" name="at" value={store.id} />
      <input type="hidden" name="storeId" value={store.id} />
    </>
  );
  return (
    <Card
      title={store.name}
      action={
        <span className="flex gap-2">
          <Badge>{people(`platform.${store.platform}`)}</Badge>
          {store.archivedAt && <Badge>{t("store.archived")}</Badge>}
        </span>
      }
    >
      <h3 className="text-sm font-medium text-muted">{t("account.title")}</h3>
      {store.accounts.length === 0 && <p className="mt-1 text-sm">{t("account.none")}</p>}
      <div className="-mx-4 sm:mx-0">
        <Table
          dense
          caption={`${store.name} ${t("account.title")}`}
          rows={store.accounts}
          rowKey={(a) => a.id}
          empty={<span />}
          columns={[
            { key: "nick", header: t("account.nick"), primary: true, cell: (a) => a.nick },
            {
              key: "holder",
              header: t("account.holder"),
              cell: (a) => (
                <Link to={`/people/${a.personId}`} className="link">
                  {a.personName}
                </Link>
              ),
            },
            { key: "from", header: t("account.since"), align: "end", cell: (a) => formatDate(a.from, locale) },
            { key: "to", header: t("account.until"), align: "end", cell: (a) => (a.to ? formatDate(a.to, locale) : t("account.now")) },
            {
              key: "end",
              header: <span className="sr-only">{t("account.end")}</span>,
              align: "end",
              cell: (a) =>
                a.to === null &&
                a.from < today && (
                  <Form>
                    {hidden}
                    <input type="hidden" name="accountId" value={a.id} />
                    <ConfirmButton
                      name="step"
                      value="end"
                      size="sm"
                      variant="quiet"
                      question={t("account.end_question")}
                      consequence={t("account.end_body")}
                    >
                      {t("account.end")}
                    </ConfirmButton>
                  </Form>
                ),
            },
          ]}
        />
      </div>
      <div className="mt-3 grid gap-2">
        <details open={refused !== null || undefined}>
          <summary className="min-h-control-sm cursor-pointer text-sm text-accent-ink">{t("account.assign")}</summary>
          <Form
            refusals={refused}
            messages={settingsMessages}
            draftKey={`account:${store.id}`}
            className="mt-3 grid items-end gap-4 sm:grid-cols-[1fr_1fr_10rem_auto]"
          >
            {hidden}
            <TextField name="nick" label={t("account.nick")} required maxLength={80} />
            <SelectField
              name="personId"
              label={t("account.holder")}
              required
              placeholder
              options={agents.map((a) => ({ value: a.id, label: a.name }))}
            />
            <TextField name="from" type="date" label={t("account.from")} required defaultValue={today} />
            <Button type="submit" name="step" value="assign">
              {t("account.assign")}
            </Button>
            <p className="text-sm text-muted sm:col-span-4">{t("account.hint")}</p>
          </Form>
        </details>
        <details>
          <summary className="min-h-control-sm cursor-pointer text-sm text-accent-ink">{t("store.edit")}</summary>
          <Form className="mt-3 grid items-end gap-4 sm:grid-cols-2">
            {hidden}
            <StoreFields store={store} />
            <CheckboxField name="archived" label={t("store.archive")} defaultChecked={store.archivedAt !== null} />
            <div>
              <Button type="submit" name="step" value="edit">
                {t("save")}
              </Button>
            </div>
          </Form>
        </details>
      </div>
    </Card>
  );
}
