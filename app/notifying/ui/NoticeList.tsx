import { Link } from "@remix-run/react";
import Check from "lucide-react/icons/check";
import { formatDateTime, formatRelative } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Form } from "~/ui/Form";
import { IconButton } from "~/ui/IconButton";
import { notifyingMessages } from "../messages";

type Row = { id: string; text: string; important: boolean; to: string | null; createdAt: Date; unread: boolean };

/** What somebody was told, each line leading to its thing; following one that was not read puts it away. */
export function NoticeList({ rows, returnTo }: { rows: readonly Row[]; returnTo: string }) {
  const t = useT(notifyingMessages);
  const { locale, zone, now } = useReader();
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id} className="flex items-start gap-3 px-4 py-2 sm:px-5">
          <div className="min-w-0 flex-1 py-1.5">
            <Said row={row} />
            <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-sm text-muted">
              {row.unread && <Badge tone={row.important ? "waiting" : "accent"}>{t("list.new")}</Badge>}
              <time dateTime={row.createdAt.toISOString()} title={formatDateTime(row.createdAt, locale, zone)}>
                {formatRelative(row.createdAt, now, locale)}
              </time>
            </p>
          </div>
          {row.unread && (
            <Form action={`/notices/${row.id}`}>
              <input type="hidden" name="returnTo" value={returnTo} />
              <IconButton type="submit" label={t("list.seen")} icon={<Check aria-hidden />} />
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}

function Said({ row: { id, text, to, unread } }: { row: Row }) {
  if (!to) return <p>{text}</p>;
  if (!unread)
    return (
      <Link to={to} className="link">
        {text}
      </Link>
    );
  return (
    <Form action={`/notices/${id}`}>
      <input type="hidden" name="returnTo" value={to} />
      <button type="submit" className="link text-start font-medium">
        {text}
      </button>
    </Form>
  );
}
