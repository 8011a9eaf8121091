import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { ToneIcon } from "~/ui/ToneIcon";
import { activationMessages } from "../messages";
import { policyMessages } from "../messages.policy";
import type { Moved, PolicyPreview as Preview } from "../policy-preview.server";
import { ChangeLines } from "./ChangeLines";

/** Who would be held up by a policy, and who no more, if it were published now. */
export function PolicyPreview({ preview }: { preview: Preview }) {
  const t = useT(policyMessages);
  const { looked, blocked, freed, ready, changes } = preview;
  const same = blocked.people.length === 0 && freed.people.length === 0;
  return (
    <Card title={t("preview.title")}>
      <div role="status" className="grid gap-4 text-sm">
        {changes.length === 0 ? <p>{t("preview.nothing")}</p> : <ChangeLines changes={changes} />}
        <p>
          {looked === 0 ? t("preview.nobody") : t("preview.looked", { count: looked })}{" "}
          {looked > 0 && (same ? t("preview.same") : t("preview.ready", { before: ready.before, after: ready.after }))}
        </p>
        <People title={t("preview.blocked")} tone="blocked" {...blocked} />
        <People title={t("preview.freed")} tone="waiting" {...freed} />
        <p className="text-muted">{t("preview.decided")}</p>
      </div>
    </Card>
  );
}

function People({ title, tone, people, more }: { title: string; tone: "blocked" | "waiting"; people: Moved[]; more: number }) {
  const t = useT(policyMessages);
  const name = useT(activationMessages);
  if (people.length === 0) return null;
  return (
    <div>
      <p className="flex items-center gap-2 font-medium">
        <ToneIcon tone={tone} className="size-4" />
        {title}
      </p>
      <ul className="mt-1 grid gap-1">
        {people.map((p) => (
          <li key={p.id}>
            <Link to={`/people/${p.id}`} className="link inline-flex min-h-control-sm items-center">
              {p.name}
            </Link>{" "}
            <span className="text-muted">{p.requirements.map((id) => name(`requirement.${id}`)).join(t("list.join"))}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="mt-1 text-muted">{t("preview.more", { count: more })}</p>}
    </div>
  );
}
