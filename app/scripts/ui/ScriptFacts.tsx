import type { ReactNode } from "react";
import type { ScriptDraftBody } from "@db/schema";
import { useT } from "~/platform/use-locale";
import { draftMessages } from "../messages.drafts";
import { scriptMessages } from "../messages";

/** What is said of a script beside its text: where, for whom, after what, why. */
export function ScriptFacts({ body }: { body: ScriptDraftBody }) {
  const t = useT(draftMessages);
  const say = useT<string>(scriptMessages);
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[9rem_minmax(0,1fr)]">
      <Fact name={t("field.branch")}>{say(`branch.${body.branch}`)}</Fact>
      <Fact name={t("field.platforms")}>{body.platforms.map((platform) => say(`platform.${platform}`)).join(" · ")}</Fact>
      <Fact name={t("field.customer")}>{body.customer}</Fact>
      <Fact name={t("field.situation")}>{body.situation}</Fact>
      {body.picture && <Fact name={t("field.picture")}>{say(`picture.${body.picture}`)}</Fact>}
      <Fact name={t("field.why")}>{body.why}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words whitespace-pre-line">{children}</dd>
    </>
  );
}
