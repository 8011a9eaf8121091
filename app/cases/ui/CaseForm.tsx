import type { ChatLine } from "@db/schema";
import { pick } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { FieldError } from "~/ui/FieldError";
import { classes } from "~/ui/classes";
import { Form } from "~/ui/Form";
import { RadioCards } from "~/ui/RadioCards";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import type { Found } from "../better.server";
import { caseMessages } from "../messages";
import { caseFormMessages } from "../messages.form";
import { lossReasonNames, lossReasons } from "../reasons";
import { TEXT_LENGTH, TITLE_LENGTH } from "../rules";
import { Findings } from "./Findings";
import { Lines } from "./Lines";

type CaseFormProps = {
  caseId: string;
  revision: number;
  lines: readonly ChatLine[];
  /** As the case says, or as it was typed and refused. */
  values: {
    kind: "lost" | "excellent";
    title: string;
    reasons: readonly string[];
    worth: string;
    marked: readonly number[];
    better: string;
    why: string;
  };
  findings: readonly Found[] | null;
  refusals: readonly Refusal[] | null;
};

/** Put away while "excellent" is chosen: nothing was lost then. */
const ONLY_LOST = "group-has-[[name=kind][value=excellent]:checked]/case:hidden";

/** Everything that a case says, in one form: the chat with its boxes left, what is said of it right. */
export function CaseForm({ caseId, revision, lines, values, findings, refusals }: CaseFormProps) {
  const t = useT(caseFormMessages);
  const words = useT(caseMessages);
  const say: (key: string, params?: Refusal["params"]) => string = useT<string>(caseMessages);
  const { locale } = useReader();
  const unmarked = refusals?.find(({ field }) => field === "marked");
  return (
    <Form
      messages={caseMessages}
      refusals={refusals}
      draftKey={`case:${caseId}`}
      className="group/case grid items-start gap-5 lg:grid-cols-2"
    >
      <input type="hidden" name="revision" value={revision} />
      <Card title={t("edit.marked")} className="lg:sticky lg:top-4 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto">
        <p className="mb-3 text-sm text-muted">{t("edit.marked_hint")}</p>
        {unmarked && <FieldError message={say(`refusal.${unmarked.code}`, unmarked.params)} />}
        <Lines
          lines={lines}
          marked={values.marked}
          beside={(line) => (
            <label className="-my-1.5 -ms-3 flex min-h-control min-w-control shrink-0 cursor-pointer items-center justify-center">
              <span className="sr-only">{t("edit.mark", { n: line + 1 })}</span>
              <input
                type="checkbox"
                name="marked"
                value={line}
                defaultChecked={values.marked.includes(line)}
                className="size-5 accent-(--accent)"
              />
            </label>
          )}
        />
      </Card>
      <div className="grid gap-5">
        <Card>
          <div className="grid gap-5">
            <RadioCards
              name="kind"
              legend={t("edit.kind")}
              columns={2}
              options={[
                { value: "lost", label: words("kind.lost") },
                { value: "excellent", label: words("kind.excellent") },
              ]}
              defaultValue={values.kind}
            />
            <TextField
              name="title"
              label={t("edit.name")}
              hint={t("edit.name_hint")}
              defaultValue={values.title}
              required
              maxLength={TITLE_LENGTH}
            />
            <TextArea
              name="better"
              label={t("edit.better")}
              hint={t("edit.better_hint")}
              rows={4}
              maxLength={TEXT_LENGTH}
              defaultValue={values.better}
              optional
            />
            {findings && <Findings findings={findings} />}
            <div>
              <Button type="submit" name="intent" value="check" size="sm">
                {t("edit.check")}
              </Button>
            </div>
            <TextArea name="why" label={t("edit.why")} rows={2} maxLength={TEXT_LENGTH} defaultValue={values.why} optional />
            <TextField
              name="worth"
              label={t("edit.worth")}
              hint={t("edit.worth_hint")}
              inputMode="decimal"
              defaultValue={values.worth}
              optional
              className={classes("max-w-56", ONLY_LOST)}
            />
          </div>
        </Card>
        <Card className={ONLY_LOST}>
          <RadioCards
            name="reasons"
            legend={t("edit.reasons")}
            hint={t("edit.reasons_hint")}
            multiple
            columns={2}
            options={lossReasonNames.map((slug) => ({
              value: slug,
              label: pick(lossReasons[slug].name, locale),
              description: (
                <>
                  {pick(lossReasons[slug].means, locale)}
                  <span className="mt-0.5 block text-faint">{t("edit.example", { example: pick(lossReasons[slug].example, locale) })}</span>
                </>
              ),
            }))}
            defaultValue={values.reasons}
          />
        </Card>
        <div className="sticky bottom-0 z-10 border-t border-line bg-paper py-3 max-md:bottom-14">
          <Button type="submit" name="intent" value="save" variant="primary" size="lg" aria-keyshortcuts="S">
            {t("edit.save")}
          </Button>
        </div>
      </div>
    </Form>
  );
}
