/** What stands now beside what was typed, field by field, where somebody else saved first. */
export function Differences({
  headings,
  rows,
}: {
  headings: { field: string; now: string; yours: string };
  rows: readonly { key: string; label: string; now: string; yours: string }[];
}) {
  return (
    <table className="w-full text-start">
      <thead>
        <tr className="text-start text-muted">
          <th scope="col" className="pe-3 text-start font-medium">
            {headings.field}
          </th>
          <th scope="col" className="pe-3 text-start font-medium">
            {headings.now}
          </th>
          <th scope="col" className="text-start font-medium">
            {headings.yours}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="align-top">
            <th scope="row" className="pe-3 text-start font-normal text-muted">
              {row.label}
            </th>
            <td className="pe-3 whitespace-pre-line">{row.now}</td>
            <td className="whitespace-pre-line">{row.yours}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
