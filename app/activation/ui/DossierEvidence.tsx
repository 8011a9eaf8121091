import { Link } from "@remix-run/react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import type { DossierPage } from "../dossier-page.server";
import type { Fact, Piece } from "../dossier-pieces";
import { requirementIds } from "../gate-facts";
import { activationMessages } from "../messages";
import { dossierMessages } from "../messages.dossier";
import { DossierSheet } from "./DossierSheet";

type Requirement = DossierPage["requirements"][number];

/** More pieces than these are folded under a line; on paper they stand open. */
const LONG = 6;

/** Each requirement of the policy with everything that stood behind it. */
export function DossierEvidence({ requirements, sheets }: Pick<DossierPage, "requirements" | "sheets">) {
  const t = useT(dossierMessages);
  return (
    <section aria-labelledby="requirements" className="grid min-w-0 gap-4">
      <h2 id="requirements" className="text-lg font-semibold">
        {t("requirements")}
      </h2>
      {requirements.map((requirement) => (
        <Card
          key={requirement.id}
          level={3}
          title={<RequirementName id={requirement.id} />}
          action={
            requirement.progress && (
              <span className="text-sm text-muted tabular-nums">
                {t("progress", { done: requirement.progress.done, of: requirement.progress.of })}
              </span>
            )
          }
        >
          <Pieces requirement={requirement} sheets={sheets} />
        </Card>
      ))}
    </section>
  );
}

function Pieces({ requirement, sheets }: { requirement: Requirement; sheets: DossierPage["sheets"] }) {
  const t = useT(dossierMessages);
  const lines = requirement.evidence.flatMap((e) => e.pieces.map((piece) => ({ kind: e.kind, piece })));
  const bare = requirement.evidence.filter((e) => e.pieces.length === 0);
  const list = (
    <ul className="grid divide-y divide-line">
      {lines.map(({ kind, piece }) => (
        <PieceLine key={`${kind} ${piece.id}`} kind={kind} piece={piece} sheets={sheets} />
      ))}
      {bare.map((e) => (
        <li key={e.id} className="py-2 text-sm first:pt-0">
          {t(`kind.${e.kind}`)}: {t("nothing")}
        </li>
      ))}
    </ul>
  );
  return (
    <div className="grid gap-2">
      {requirement.override.length > 0 && (
        <div className="rounded-box bg-waiting-soft px-3 py-2 text-sm text-waiting-ink">
          <Facts facts={requirement.override} />
        </div>
      )}
      {lines.length > LONG ? <Fold summary={t("many", { count: lines.length })}>{list}</Fold> : list}
    </div>
  );
}

function PieceLine({
  kind,
  piece,
  sheets,
}: {
  kind: Requirement["evidence"][number]["kind"];
  piece: Piece;
  sheets: DossierPage["sheets"];
}) {
  const t = useT(dossierMessages);
  const sheet = sheets.find((s) => s.id === piece.sheet);
  return (
    <li data-print="whole" className="min-w-0 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="min-w-0 font-medium">
          {piece.title || t(`kind.${kind}`)}
          {piece.version !== null && (
            <span className="ms-2 text-sm font-normal text-muted">{t("version", { version: piece.version })}</span>
          )}
        </p>
        {piece.to && (
          <Link to={piece.to} data-print="hide" className="link inline-flex min-h-control-sm items-center text-sm">
            {t("open")}
          </Link>
        )}
      </div>
      <Facts facts={piece.facts} />
      {sheet && <DossierSheet sheet={sheet} />}
    </li>
  );
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  const t = useT(dossierMessages);
  const { locale, zone } = useReader();
  const when = (at: string | undefined) => (at === undefined ? "" : formatDateTime(new Date(at), locale, zone));
  return (
    <ul className="grid gap-0.5 text-sm">
      {facts.map(({ code, text, at, until, ...rest }, place) => (
        <li key={`${code} ${place}`}>
          {t(`fact.${code}`, { ...rest, when: when(at), until: when(until) })}
          {text && <q className="ms-2 whitespace-pre-line text-muted">{text}</q>}
        </li>
      ))}
    </ul>
  );
}

/** What a requirement is called; one that this release does not know says its id. */
function RequirementName({ id }: { id: string }) {
  const say = useT(activationMessages);
  const known = requirementIds.find((requirement) => requirement === id);
  return known ? say(`requirement.${known}`) : id;
}
