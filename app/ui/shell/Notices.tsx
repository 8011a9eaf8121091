import { Link, useFetcher, useLocation } from "@remix-run/react";
import X from "lucide-react/icons/x";
import { useT } from "~/platform/use-locale";
import { classes } from "../classes";
import { Fold } from "../Fold";
import { Form } from "../Form";
import { IconButton } from "../IconButton";
import { uiMessages } from "../messages";
import { ToneIcon } from "../ToneIcon";

export type NoticeLine = { id: string; text: string; important: boolean; to: string | null };
/** What is told of one kind, the newest first; `label` says the kind. */
export type NoticeGroup = { label: string; important: boolean; lines: NoticeLine[] };

/** What somebody must be told, above the page, until they put it away. Pages that fill the screen or are marked `data-quiet` (one thing after the other is read there) leave it for later. */
export function Notices({ groups }: { groups: readonly NoticeGroup[] }) {
  const t = useT(uiMessages);
  if (groups.length === 0) return null;
  return (
    <section
      aria-label={t("shell.notices")}
      data-print="hide"
      className="mb-4 grid grid-cols-1 gap-2 in-[:root:has([data-fills])]:hidden in-[:root:has([data-quiet])]:hidden"
    >
      {groups.map((group) => (
        <Group key={group.lines[0]?.id} group={group} />
      ))}
      <p className="text-sm">
        <Link to="/notices" className="link">
          {t("shell.all_notices")}
        </Link>
      </p>
    </section>
  );
}

/** One notice as it is; several under one line, so that they leave room for the page. */
function Group({ group: { label, important, lines } }: { group: NoticeGroup }) {
  const fetcher = useFetcher();
  const [first, ...more] = lines;
  if (!first || fetcher.state !== "idle" || fetcher.data) return null;
  const icon = <ToneIcon tone={important ? "waiting" : "accent"} className="size-5" />;
  return (
    <div
      className={classes(
        "flex items-start rounded-box py-1 ps-4 pe-1 text-sm",
        important ? "bg-waiting-soft text-waiting-ink" : "bg-accent-soft text-accent-ink",
      )}
    >
      {more.length === 0 ? (
        <p className="flex min-w-0 flex-1 gap-3 py-2">
          {icon}
          <Said line={first} />
        </p>
      ) : (
        <Fold
          className="flex-1"
          summary={
            <span className="flex min-w-0 flex-1 items-center gap-3">
              {icon}
              <span className="min-w-0 flex-1 truncate">{label}</span>
              <span className="shrink-0 font-semibold tabular-nums">{lines.length}</span>
            </span>
          }
        >
          <ul className="-me-control ps-6">
            {lines.map((line) => (
              <One key={line.id} line={line} />
            ))}
          </ul>
        </Fold>
      )}
      <Away ids={lines.map(({ id }) => id)} fetcher={fetcher} />
    </div>
  );
}

/** One of several that are folded: put away by itself. */
function One({ line }: { line: NoticeLine }) {
  const fetcher = useFetcher();
  if (fetcher.state !== "idle" || fetcher.data) return null;
  return (
    <li className="flex items-start">
      <p className="min-w-0 flex-1 py-2.5">
        <Said line={line} />
      </p>
      <Away ids={[line.id]} fetcher={fetcher} />
    </li>
  );
}

function Said({ line: { text, to } }: { line: NoticeLine }) {
  return to ? (
    <Link to={to} className="min-w-0 underline underline-offset-2">
      {text}
    </Link>
  ) : (
    <span className="min-w-0">{text}</span>
  );
}

function Away({ ids: [id, ...also], fetcher }: { ids: readonly string[]; fetcher: ReturnType<typeof useFetcher> }) {
  const t = useT(uiMessages);
  const { pathname, search } = useLocation();
  return (
    <Form fetcher={fetcher} action={`/notices/${id}`}>
      <noscript>
        <input type="hidden" name="returnTo" value={pathname + search} />
      </noscript>
      {also.map((one) => (
        <input key={one} type="hidden" name="also" value={one} />
      ))}
      <IconButton type="submit" label={t("shell.notice_read")} icon={<X aria-hidden />} />
    </Form>
  );
}
