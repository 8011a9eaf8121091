import { Table } from "~/ui/Table";
import type { HouseFormView } from "./house-form";

type Row = { key: string; cells: string[] };

/** A house form: what it is for, and its rows as a table (on a phone as cards). */
export function HouseForm({ form }: { form: HouseFormView }) {
  const hints = form.columns.filter((column) => column.hint !== null);
  const rows: Row[] = form.rows.map((cells, index) => ({ cells, key: String(index) }));
  return (
    <>
      <p className="measure text-sm whitespace-pre-line text-muted">{form.intro}</p>
      <div className="mt-3 overflow-hidden rounded-box border border-line">
        <Table
          caption={form.title}
          dense
          rows={rows}
          rowKey={(row) => row.key}
          columns={form.columns.map((column, i) => ({
            key: column.slug,
            header: column.title,
            primary: i === 0,
            cell: (row: Row) => <span className="text-sm whitespace-pre-line">{row.cells[i]}</span>,
          }))}
        />
      </div>
      {hints.length > 0 && (
        <dl className="mt-2 space-y-0.5 text-xs text-muted">
          {hints.map((column) => (
            <div key={column.slug}>
              <dt className="inline font-medium">{column.title}</dt> <dd className="inline">{column.hint}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
