import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import type { ModuleView } from "../levels/modules.server";
import { levelMessages } from "../levels/messages";

/** The modules that levels open: what is open with how far one is, and what opens later. `own`: whoever looks may go there. */
export function Modules({ modules, own }: { modules: readonly ModuleView[]; own: boolean }) {
  const t = useT(levelMessages);
  return (
    <Card title={t("modules")} flush>
      <ul className="divide-y divide-line border-t border-line">
        {modules.map((module) => (
          <li key={module.slug} id={`module-${module.slug}`} className="scroll-mt-4">
            {module.open ? <Open module={module} own={own} /> : <Shut module={module} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Open({ module, own }: { module: ModuleView; own: boolean }) {
  const t = useT(levelMessages);
  const done = module.parts.filter((part) => part.done).length;
  return (
    <Fold
      open={!module.finished}
      summaryClass="px-4 py-2 sm:px-5"
      summary={
        <>
          <span className="min-w-0 font-medium">{module.title}</span>
          <Badge tone={module.finished ? "accent" : "neutral"}>
            {module.finished ? t("modules.finished") : t("modules.progress", { done, of: module.parts.length })}
          </Badge>
        </>
      }
    >
      <div className="px-4 pb-4 sm:px-5">
        <p className="measure mb-2 text-sm">{module.intro}</p>
        <ol className="divide-y divide-line">
          {module.parts.map((part) => (
            <li key={`${part.kind} ${part.slug}`} className="flex min-h-control items-center justify-between gap-4 py-1.5">
              <span className="min-w-0 text-ui">
                {own ? (
                  <Link to={part.to} prefetch="intent" className="link">
                    {part.title}
                  </Link>
                ) : (
                  part.title
                )}
                <span className="block text-sm text-muted">{t(`modules.${part.kind}`)}</span>
              </span>
              {part.done && <Badge tone="accent">{t("modules.done")}</Badge>}
            </li>
          ))}
        </ol>
        <p className="mt-2 text-sm text-muted">{t("modules.how")}</p>
      </div>
    </Fold>
  );
}

function Shut({ module }: { module: ModuleView }) {
  const t = useT(levelMessages);
  return (
    <div className="px-4 py-3 sm:px-5">
      <p className="flex flex-wrap items-center justify-between gap-x-4 text-ui font-medium">
        {module.title}
        <Badge>{module.opensWith ? t("modules.opens_with", { level: module.opensWith }) : t("modules.shut")}</Badge>
      </p>
      <p className="measure mt-1 text-sm text-muted">{module.intro}</p>
    </div>
  );
}
