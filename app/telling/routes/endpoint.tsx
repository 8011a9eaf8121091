import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import ListX from "lucide-react/icons/list-x";
import { requireCan, writeContext } from "~/people/guard.server";
import { teamChoice } from "~/people/teams.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { addDays, isPlainDate, plainDateIn, startOfDay } from "~/platform/dates";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { targetFault } from "~/platform/outgoing.server";
import { type Outcome, type Refusal, refuse } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { EmptyState } from "~/ui/EmptyState";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { TextField } from "~/ui/TextField";
import { TryOrPause } from "~/ui/TryOrPause";
import { endpointValues } from "../endpoint-rules";
import {
  changeSecret,
  editEndpoint,
  endpointOf,
  pauseEndpoint,
  removeEndpoint,
  resumeEndpoint,
  sendAgain,
  sendTest,
} from "../endpoints.server";
import { logAsk, logPage } from "../log.server";
import { webhookMessages } from "../messages.webhooks";
import { endpointFieldsOf } from "../read-form.server";
import { secretOf } from "../signing.server";
import { Deliveries } from "../ui/Deliveries";
import { EndpointFields } from "../ui/EndpointFields";
import { EndpointState } from "../ui/EndpointState";
import { LogFilter } from "../ui/LogFilter";
import { MadeSecret } from "../ui/MadeSecret";
import { Standing } from "../ui/Standing";

export const meta: MetaFunction = () => [{ title: "Webhook — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "telling:manage");
  const endpointId = idParam(args.params.endpointId);
  const ask = logAsk(new URL(args.request.url).searchParams);
  const [endpoint, log, teams] = await Promise.all([endpointOf(db(), endpointId), logPage(db(), endpointId, ask), teamChoice(db())]);
  if (!endpoint) throw problem(404, "not_found");
  const { id, name, url, events, teamId, state, pausedAt, pausedFor, failingSince, previousUntil, revision } = endpoint;
  const now = clock.now();
  return {
    endpoint: { id, name, url, events, teamId, state, pausedAt, pausedFor, failingSince, revision },
    overlapUntil: previousUntil && now < previousUntil ? previousUntil : null,
    yesterday: addDays(plainDateIn(actor.zone, now), -1),
    ...{ log, ask, teams },
  };
}

type Answer = { at: string; refusals: Refusal[] | null; secret: string | null };

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "telling:manage");
  const endpointId = idParam(args.params.endpointId);
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const step = textOf(form, "step");
  if (step === "secret") {
    const changed = await changeSecret(ctx, endpointId);
    if (changed.ok) return data<Answer>({ at: step, refusals: null, secret: secretOf(changed.value.secretId) });
    return data<Answer>({ at: step, refusals: changed.refusals, secret: null }, { status: 400 });
  }
  const outcome = await act();
  if (!outcome.ok) return data<Answer>({ at: step, refusals: outcome.refusals, secret: null }, { status: 400 });
  const to = step === "remove" ? "/settings/telling" : `/settings/telling/${endpointId}`;
  throw redirect(to, { headers: { "Set-Cookie": await toast(step === "save" ? "saved" : step === "remove" ? "removed" : "done") } });

  function act(): Promise<Outcome<unknown>> {
    switch (step) {
      case "save": {
        const values = endpointValues(endpointFieldsOf(form), targetFault);
        return values.ok ? editEndpoint(ctx, endpointId, Number(textOf(form, "revision")), values.value) : Promise.resolve(values);
      }
      case "pause":
        return pauseEndpoint(ctx, endpointId);
      case "resume":
        return resumeEndpoint(ctx, endpointId);
      case "test":
        return sendTest(ctx, endpointId);
      case "again":
        return sendAgain(ctx, endpointId, { deliveryId: idParam(textOf(form, "deliveryId")) });
      case "again_all": {
        const since = textOf(form, "since");
        if (!isPlainDate(since)) return Promise.resolve(refuse("date_malformed", { field: "since" }));
        return sendAgain(ctx, endpointId, { givenUpSince: startOfDay(since, actor.zone) });
      }
      case "remove":
        return removeEndpoint(ctx, endpointId);
      default:
        throw problem(400, "bad_request");
    }
  }
}

export default function EndpointPage() {
  const { endpoint, overlapUntil, yesterday, log, ask, teams } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(webhookMessages);
  const { locale, zone } = useReader();
  const refusalsOf = (...steps: string[]) => (answer && steps.includes(answer.at) ? answer.refusals : null);
  const isPaused = endpoint.state === "paused";
  const older = new URLSearchParams({ q: ask.search, state: ask.state ?? "", before: log.older ?? "" });
  const newest = new URLSearchParams({ q: ask.search, state: ask.state ?? "" });
  return (
    <>
      <PageHeader
        title={endpoint.name}
        detail={
          <span className="inline-flex flex-wrap items-center gap-3">
            <span className="break-all">{endpoint.url}</span>
            <EndpointState endpoint={endpoint} />
          </span>
        }
        back={{ to: "/settings/telling", label: t("back") }}
        action={
          <TryOrPause
            isPaused={isPaused}
            words={{ test: t("test"), pause: t("pause"), resume: t("resume") }}
            messages={webhookMessages}
            refusals={refusalsOf("test", "pause", "resume")}
          />
        }
      />
      <div className="grid max-w-4xl gap-5">
        {answer?.secret && <MadeSecret secret={answer.secret} />}
        <Standing endpoint={endpoint} />
        <Card title={t("log.title")} flush>
          <LogFilter state={ask.state} search={ask.search} />
          {log.rows.length > 0 ? (
            <Deliveries rows={log.rows} isPaused={isPaused} />
          ) : (
            <EmptyState icon={<ListX />} title={t(ask.state || ask.search ? "log.none" : "log.empty")} level={3}>
              {t(ask.state || ask.search ? "log.none_body" : "log.empty_body")}
            </EmptyState>
          )}
          <div className="px-4 sm:px-5">
            <Pagination previous={ask.before ? `?${newest.toString()}` : null} next={log.older ? `?${older.toString()}` : null} />
          </div>
          {!isPaused && (
            <Form
              refusals={refusalsOf("again", "again_all")}
              messages={webhookMessages}
              className="flex flex-wrap items-end gap-3 border-t border-line px-4 py-4 sm:px-5"
            >
              <TextField name="since" type="date" label={t("log.since")} defaultValue={yesterday} required />
              <Button type="submit" name="step" value="again_all">
                {t("log.again_all")}
              </Button>
            </Form>
          )}
        </Card>
        <Card>
          <Fold summary={t("settings")} open={refusalsOf("save") !== null}>
            <Form
              refusals={refusalsOf("save")}
              messages={webhookMessages}
              draftKey={`endpoint:${endpoint.id}`}
              className="mt-3 grid items-start gap-5 sm:grid-cols-2"
            >
              <input type="hidden" name="revision" value={endpoint.revision} />
              <EndpointFields teams={teams} endpoint={endpoint} />
              <div>
                <Button type="submit" name="step" value="save">
                  {t("save")}
                </Button>
              </div>
            </Form>
          </Fold>
          <Form refusals={refusalsOf("secret", "remove")} messages={webhookMessages} className="mt-3 flex flex-wrap items-center gap-3">
            <ConfirmButton
              name="step"
              value="secret"
              variant="secondary"
              question={t("secret.question")}
              consequence={t("secret.consequence")}
            >
              {t("secret.change")}
            </ConfirmButton>
            <ConfirmButton name="step" value="remove" question={t("remove.question")} consequence={t("remove.consequence")}>
              {t("remove")}
            </ConfirmButton>
            {overlapUntil && (
              <p className="text-sm text-muted">{t("secret.overlap", { when: formatDateTime(overlapUntil, locale, zone) })}</p>
            )}
          </Form>
        </Card>
      </div>
    </>
  );
}
