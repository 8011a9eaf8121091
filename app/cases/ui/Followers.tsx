import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import type { Follower } from "../live-view";
import { liveMessages } from "../messages.live";

/** Who follows, and one press that notes them as there: following alone is not being there. */
export function Followers({ followers }: { followers: readonly Follower[] }) {
  const t = useT(liveMessages);
  const missing = followers.filter(({ isThere }) => !isThere);
  return (
    <Card title={t("follow.title")}>
      {followers.length === 0 ? (
        <p className="text-sm text-muted">{t("follow.none")}</p>
      ) : (
        <Form preventScrollReset className="grid gap-3">
          <p role="status" className="tabular-nums">
            {t("follow.count", { count: followers.length })}
          </p>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {followers.map(({ id, name, isThere }) => (
              <li key={id} className="flex items-center gap-1.5">
                {name} {isThere && <Badge tone="cleared">{t("follow.there")}</Badge>}
              </li>
            ))}
          </ul>
          {missing.map(({ id }) => (
            <input key={id} type="hidden" name="person" value={id} />
          ))}
          {missing.length > 0 ? (
            <div>
              <Button type="submit" name="intent" value="there">
                {t("follow.confirm", { count: missing.length })}
              </Button>
            </div>
          ) : (
            <p className="text-sm text-muted">{t("follow.all")}</p>
          )}
        </Form>
      )}
    </Card>
  );
}
