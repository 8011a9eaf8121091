import { formatDate, formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { TextField } from "~/ui/TextField";
import type { Tone } from "~/ui/tone";
import { entitlementMessages } from "../entitlements/messages";
import type { EntitlementLine } from "../entitlements/page.server";
import type { EntitlementWord } from "../entitlements/rules";

type Refused = { intent: string; refusals: Refusal[] } | null;
type EntitlementRowProps = { line: EntitlementLine; today: string; maySay: boolean; refused: Refused };

const tones: Record<EntitlementLine["state"], Tone> = {
  open: "waiting",
  done: "neutral",
  not_needed: "neutral",
  to_return: "waiting",
  returned: "neutral",
  not_returned: "blocked",
};

/** One thing: who hands it over by when, what came of it, and the words that may be said of it. */
export function EntitlementRow({ line, today, maySay, refused }: EntitlementRowProps) {
  const t = useT(entitlementMessages);
  const { locale, zone } = useReader();
  const owner = line.ownerName
    ? t("owner.person", { name: line.ownerName })
    : t("owner.role", { role: t(`role.${line.ownerRole ?? "manager"}`) });
  const said =
    line.by &&
    (line.on
      ? t("said", { name: line.by, day: formatDate(line.on, locale) })
      : t("said_by", { name: line.by, when: line.at ? formatDateTime(line.at, locale, zone) : "" }));
  const words = line.words.filter((word) => word !== "undo");
  return (
    <li className="px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1">
          <span className="block text-ui font-medium">{line.name}</span>
          <span className="block text-sm text-muted">
            {said ?? owner}
            {line.state === "open" && ` · ${t("due", { day: formatDate(line.dueOn, locale) })}`}
          </span>
          {line.note && <span className="block text-sm whitespace-pre-line">{line.note}</span>}
        </span>
        <Badge tone={line.late ? "blocked" : tones[line.state]}>{t(line.late ? "state.late" : `state.${line.state}`)}</Badge>
        {maySay && line.words.includes("undo") && (
          <Form messages={entitlementMessages} refusals={refused?.intent === "undo" ? refused.refusals : null}>
            <input type="hidden" name="entitlementId" value={line.id} />
            <Button type="submit" name="intent" value="undo" size="sm">
              {t("word.undo")}
            </Button>
          </Form>
        )}
      </div>
      {maySay && words.length > 0 && (
        <Fold open={refused !== null} className="mt-1" summaryClass="text-sm text-accent-ink" summary={t("word.more")}>
          <div className="grid gap-5 pb-2 sm:grid-cols-2">
            {words.map((word) => (
              <Word key={word} word={word} line={line} today={today} refusals={refused?.intent === word ? refused.refusals : null} />
            ))}
          </div>
        </Fold>
      )}
    </li>
  );
}

function Word({
  word,
  line,
  today,
  refusals,
}: {
  word: EntitlementWord;
  line: EntitlementLine;
  today: string;
  refusals: Refusal[] | null;
}) {
  const t = useT(entitlementMessages);
  const needsReason = word === "not_needed" || word === "not_returned";
  return (
    <Form messages={entitlementMessages} refusals={refusals} className="grid content-start gap-3">
      <input type="hidden" name="entitlementId" value={line.id} />
      {!needsReason && <TextField name="on" type="date" label={t("on")} defaultValue={today} max={today} required />}
      <TextField
        name="note"
        label={t(needsReason ? "reason" : "note")}
        optional={!needsReason}
        required={needsReason}
        minLength={needsReason ? 3 : undefined}
        maxLength={300}
      />
      <div>
        <Button type="submit" name="intent" value={word} variant={needsReason ? "secondary" : "primary"}>
          {t(`word.${word}`)}
        </Button>
      </div>
    </Form>
  );
}
