import { Link } from "@remix-run/react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import type { Tone } from "~/ui/tone";
import { webhookMessages } from "../messages.webhooks";

type Attempt = { at: Date; ms: number; status: number | null; fault: string | null; answer: string | null };
type Delivery = {
  id: string;
  kind: string;
  sequence: number;
  body: string;
  state: "waiting" | "delivered" | "given_up";
  attempts: number;
  nextAt: Date;
  createdAt: Date;
  personId: string | null;
  personName: string | null;
  tries: Attempt[];
};

const tones: Record<Delivery["state"], Tone> = { waiting: "waiting", delivered: "accent", given_up: "blocked" };

/** What was told, the newest first: state, attempts with what was answered, and a button that sends it again. */
export function Deliveries({ rows, isPaused }: { rows: readonly Delivery[]; isPaused: boolean }) {
  const t = useT(webhookMessages);
  const { locale, zone } = useReader();
  return (
    <ul className="divide-y divide-line border-t border-line">
      {rows.map((row) => (
        <li key={row.id} className="px-4 py-3 sm:px-5">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <div className="min-w-0">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                {row.personId ? (
                  <Link to={`/people/${row.personId}`} className="link font-medium">
                    {row.personName}
                  </Link>
                ) : (
                  <span className="font-medium">{t("event.webhook.test")}</span>
                )}
                <Badge tone={tones[row.state]}>{t(`delivery.${row.state}`)}</Badge>
                {row.sequence > 0 && <span className="text-sm text-muted tabular-nums">{t("log.number", { sequence: row.sequence })}</span>}
              </div>
              <p className="text-sm text-muted">
                {formatDateTime(row.createdAt, locale, zone)}
                {" · "}
                {t("log.tries", { count: row.attempts })}
                {row.state === "waiting" && row.attempts > 0 && (
                  <>
                    {" · "}
                    {t("log.next", { when: formatDateTime(row.nextAt, locale, zone) })}
                  </>
                )}
              </p>
            </div>
            {row.state !== "waiting" && !isPaused && (
              <Form>
                <input type="hidden" name="deliveryId" value={row.id} />
                <Button type="submit" name="step" value="again" size="sm" variant={row.state === "given_up" ? "secondary" : "quiet"}>
                  {t("log.again")}
                </Button>
              </Form>
            )}
          </div>
          <Fold summary={t("log.sent")} className="mt-1 text-sm">
            <pre className="mt-1 overflow-x-auto rounded-box bg-sunken px-3 py-2 text-xs break-all whitespace-pre-wrap">{row.body}</pre>
            <ol className="mt-2 grid gap-2">
              {row.tries.map((attempt) => (
                <Tried key={attempt.at.getTime() + attempt.ms} attempt={attempt} />
              ))}
            </ol>
          </Fold>
        </li>
      ))}
    </ul>
  );
}

function Tried({ attempt: { at, ms, status, fault, answer } }: { attempt: Attempt }) {
  const t = useT(webhookMessages) as (key: string, params?: Record<string, string | number>) => string;
  const { locale, zone } = useReader();
  return (
    <li>
      <p className="tabular-nums">
        {formatDateTime(at, locale, zone)}
        {" · "}
        {status === null ? t(`fault.${fault}`) : t("answer.status", { status })}
        {" · "}
        {t("log.took", { ms })}
      </p>
      {answer && <pre className="mt-1 overflow-x-auto rounded-box bg-sunken px-3 py-2 text-xs break-all whitespace-pre-wrap">{answer}</pre>}
    </li>
  );
}
