import { Link, useFetcher } from "@remix-run/react";
import X from "lucide-react/icons/x";
import { useT } from "~/platform/use-locale";
import { classes } from "../classes";
import { Form } from "../Form";
import { IconButton } from "../IconButton";
import { uiMessages } from "../messages";
import { ToneIcon } from "../ToneIcon";

export type NoticeLine = { id: string; text: string; important: boolean; to: string | null };

/** What somebody must be told, above the page, until they put it away. Pages that fill the screen or are marked `data-quiet` (one thing after the other is read there) leave it for later. */
export function Notices({ lines }: { lines: readonly NoticeLine[] }) {
  const t = useT(uiMessages);
  if (lines.length === 0) return null;
  return (
    <section
      aria-label={t("shell.notices")}
      data-print="hide"
      className="mb-4 grid gap-2 in-[:root:has([data-fills])]:hidden in-[:root:has([data-quiet])]:hidden"
    >
      {lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
      <p className="text-sm">
        <Link to="/notices" className="link">
          {t("shell.all_notices")}
        </Link>
      </p>
    </section>
  );
}

function Line({ line }: { line: NoticeLine }) {
  const t = useT(uiMessages);
  const fetcher = useFetcher();
  if (fetcher.state !== "idle" || fetcher.data) return null;
  return (
    <div
      className={classes(
        "flex items-start gap-3 rounded-box py-1 ps-4 pe-1",
        line.important ? "bg-waiting-soft text-waiting-ink" : "bg-accent-soft text-accent-ink",
      )}
    >
      <ToneIcon tone={line.important ? "waiting" : "accent"} className="mt-2.5 size-5" />
      <p className="min-w-0 flex-1 py-2 text-sm">
        {line.to ? (
          <Link to={line.to} className="underline underline-offset-2">
            {line.text}
          </Link>
        ) : (
          line.text
        )}
      </p>
      <Form fetcher={fetcher} action={`/notices/${line.id}`}>
        <IconButton type="submit" label={t("shell.notice_read")} icon={<X aria-hidden />} />
      </Form>
    </div>
  );
}
