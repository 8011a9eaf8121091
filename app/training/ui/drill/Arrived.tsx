import { useEffect, useState } from "react";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Notice } from "~/ui/Notice";
import { hear, type Result } from "~/ui/offline/channel";
import { useOffline } from "~/ui/offline/context";
import { drillPageMessages } from "../../messages.drill";
import { saidOf } from "./said";
import { forgetGraded, gradedOf } from "./graded";

/** Below the question: what became of answers that had waited for a connection, those not taken by name, until it was read. */
export function Arrived() {
  const t = useT(drillPageMessages);
  const { locale } = useReader();
  const { person } = useOffline();
  const [results, setResults] = useState<readonly Result[]>([]);
  useEffect(() => {
    if (person === null) return;
    const look = () => void gradedOf(person).then(setResults, () => undefined);
    look();
    return hear(person, (news) => {
      if (news.about === "results") look();
    });
  }, [person]);
  if (person === null || results.length === 0) return null;
  const refused = results.filter((result) => result.refused !== null);
  const read = () => {
    setResults([]);
    forgetGraded(person).catch(() => undefined);
  };
  return (
    <Notice className="mt-6" title={t("arrived.title")}>
      <p className="tabular-nums">{saidOf(results, locale)}</p>
      {refused.length > 0 && (
        <ul className="mt-2 grid gap-2">
          {refused.map(({ id, title, refused: code }) => (
            <li key={id}>
              <span className="font-medium">{title}</span>{" "}
              <span className="block text-muted">{t(`refusal.${code}` as "refusal.not_found")}</span>
            </li>
          ))}
        </ul>
      )}
      <Button size="sm" className="mt-3" onClick={read}>
        {t("arrived.read")}
      </Button>
    </Notice>
  );
}
