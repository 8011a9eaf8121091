import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import UserCheck from "lucide-react/icons/user-check";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { agentChoice } from "~/people/stores.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDate } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { importMessages } from "../messages.import";
import { mapAccount, markRobot, parkedAccounts } from "../parked.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** Accounts whose chats are nobody's yet. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "chats:import");
  const [accounts, agents, locale] = await Promise.all([parkedAccounts(db()), agentChoice(db()), requestLocale(args)]);
  return {
    title: translate(importMessages, locale)("parked.title"),
    accounts: accounts.map((one) => ({ ...one, submissionId: newId(), robotId: newId() })),
    agents,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "chats:import");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const storeId = idParam(textOf(form, "storeId"));
  const account = textOf(form, "account").slice(0, 80);
  const at = `${storeId} ${account}`;
  const outcome = await run();
  if (!outcome.ok) return data({ at, refusals: outcome.refusals }, { status: 409 });
  throw redirect("/chats/accounts", { headers: { "Set-Cookie": await toast("saved") } });

  function run() {
    switch (textOf(form, "intent")) {
      case "person":
        return mapAccount(ctx, { storeId, account, personId: idParam(textOf(form, "personId")), from: textOf(form, "from") });
      case "robot":
        return markRobot(ctx, { storeId, account }, true);
      case "no_robot":
        return markRobot(ctx, { storeId, account }, false);
      default:
        throw problem(400, "bad_request");
    }
  }
}

type Parked = ReturnType<typeof useLoaderData<typeof loader>>["accounts"][number];

export default function Accounts() {
  const { accounts, agents } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(importMessages);
  const waiting = accounts.filter(({ isRobot }) => !isRobot);
  const robots = accounts.filter(({ isRobot }) => isRobot);
  return (
    <>
      <PageHeader title={t("parked.title")} detail={t("parked.lead")} back={{ to: "/chats/imports", label: t("one.back") }} />
      <div className="grid max-w-4xl gap-4">
        {waiting.length === 0 && (
          <Card flush>
            <EmptyState icon={<UserCheck />} title={t("parked.none")}>
              {t("parked.none_body")}
            </EmptyState>
          </Card>
        )}
        {waiting.map((one) => (
          <Account
            key={`${one.storeId} ${one.account}`}
            one={one}
            agents={agents}
            refusals={answer?.at === `${one.storeId} ${one.account}` ? answer.refusals : null}
          />
        ))}
        {robots.length > 0 && (
          <Card title={t("parked.robots")}>
            <ul className="grid gap-2">
              {robots.map(({ storeId, store, account, submissionId }) => (
                <li key={`${storeId} ${account}`} className="flex flex-wrap items-center justify-between gap-3">
                  <span className="break-all">
                    {account} <span className="text-sm text-muted">{store}</span>
                  </span>
                  <Form submissionId={submissionId}>
                    <Hidden storeId={storeId} account={account} />
                    <Button type="submit" name="intent" value="no_robot" size="sm">
                      {t("parked.no_robot")}
                    </Button>
                  </Form>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </>
  );
}

function Hidden({ storeId, account }: { storeId: string; account: string }) {
  return (
    <>
      <input type="hidden" name="storeId" value={storeId} />
      <input type="hidden" name="account" value={account} />
    </>
  );
}

function Account({ one, agents, refusals }: { one: Parked; agents: { id: string; name: string }[]; refusals: Refusal[] | null }) {
  const t = useT(importMessages);
  const { locale } = useReader();
  const { storeId, store, account, count, first, last, submissionId, robotId } = one;
  return (
    <Card title={<span className="break-all">{account}</span>}>
      <p className="-mt-1 mb-4 text-sm text-muted tabular-nums">
        {store} · {t("parked.count")} {count} · {formatDate(first, locale)}
        {first !== last && ` – ${formatDate(last, locale)}`}
      </p>
      <Form
        submissionId={submissionId}
        refusals={refusals}
        messages={importMessages}
        className="grid items-end gap-4 sm:grid-cols-[1fr_12rem_auto]"
      >
        <Hidden storeId={storeId} account={account} />
        <SelectField
          name="personId"
          label={t("parked.person")}
          placeholder
          required
          options={agents.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField name="from" type="date" label={t("parked.from")} defaultValue={first} required />
        <Button type="submit" name="intent" value="person" variant="primary">
          {t("parked.save")}
        </Button>
      </Form>
      <Form submissionId={robotId} className="mt-3">
        <Hidden storeId={storeId} account={account} />
        <Button type="submit" name="intent" value="robot" size="sm" variant="quiet">
          {t("parked.robot")}
        </Button>
      </Form>
    </Card>
  );
}
