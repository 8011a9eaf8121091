import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import type { Found } from "../better.server";
import { LINE_LENGTH } from "../live";
import type { LiveView } from "../live-view";
import { liveMessages } from "../messages.live";
import { Findings } from "./Findings";

type OwnLineProps = {
  vote: NonNullable<LiveView["vote"]>;
  typed: string | null;
  /** What the check of scripts says of the line as it was kept when the page came. */
  findings: readonly Found[] | null;
};

/** A better line of one's own, beside those that are voted on: theirs to change until the vote ends or it is voted on itself. */
export function OwnLine({ vote, typed, findings }: OwnLineProps) {
  const t = useT(liveMessages);
  const { own } = vote;
  if (own?.key) return <p className="text-sm text-muted">{t("own.put", { key: own.key.toUpperCase() })}</p>;
  return (
    <Fold boxed summary={t(own ? "own.kept" : "own.title")} open={own !== null || typed !== null}>
      <Form preventScrollReset messages={liveMessages} draftKey={`line:${vote.id}`} className="grid gap-3 px-4 pb-4 sm:px-5">
        <input type="hidden" name="vote" value={vote.id} />
        <TextArea
          name="line"
          label={t("own.label")}
          hint={t("own.hint")}
          rows={2}
          maxLength={LINE_LENGTH}
          defaultValue={typed ?? own?.text ?? ""}
          optional
        />
        {own && findings && <Findings findings={findings} />}
        <div>
          <Button type="submit" name="intent" value="line">
            {t("own.keep")}
          </Button>
        </div>
      </Form>
    </Fold>
  );
}
