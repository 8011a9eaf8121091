import { Link } from "@remix-run/react";
import type { Measures } from "@db/schema";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { cellName, gridMeasures, type Stretch, typedMeasure } from "../grid-rules";
import { daysLine } from "../labels";
import type { Part } from "../measures";
import { gridMessages } from "../messages.grid";
import { measureMessages } from "../messages.measures";
import type { useGrid } from "./use-grid";

type Kept = Stretch & { id: string; personId: string; measures: Measures };
type FigureGridProps = {
  part: Part;
  columns: readonly Stretch[];
  agents: readonly { id: string; name: string; isClosed: boolean }[];
  kept: readonly Kept[];
  /** What was typed, where a form came back without script. */
  typed: Record<string, string>;
  errors: Record<string, string>;
  grid: ReturnType<typeof useGrid>;
};

/** Agents and measures down, days across: plain inputs, with what is wrong below each. */
export function FigureGrid({ part, columns, agents, kept, typed, errors, grid }: FigureGridProps) {
  const t = useT(gridMessages);
  const say = useT(measureMessages);
  const measures = gridMeasures[part];
  const nameOf = (measure: string) => {
    const unit = measure.endsWith("Fen") ? ` (${t("unit_yuan")})` : measure.endsWith("Ms") ? ` (${t("unit_seconds")})` : "";
    return say(`measure.${measure}` as "measure.paid") + unit;
  };
  const standing = (personId: string, { from, to }: Stretch) =>
    kept.find((one) => one.personId === personId && one.from <= to && from <= one.to);
  return (
    <div tabIndex={0} role="group" aria-label={t("title")} className="relative overflow-x-auto focus-visible:-outline-offset-2">
      <table ref={grid.table} {...grid.handlers} className="border-collapse text-ui">
        <caption className="sr-only">{t("title")}</caption>
        <thead>
          <tr className="border-b border-line text-sm text-muted">
            <th scope="col" className="sticky start-0 bg-surface px-3 py-2 text-start font-medium">
              {t("measure")}
            </th>
            {columns.map((column) => (
              <th key={column.from} scope="col" className="px-2 py-2 text-end font-medium whitespace-nowrap tabular-nums">
                {column.from === column.to ? column.from.slice(8) : daysLine(column.from, column.to)}
              </th>
            ))}
          </tr>
        </thead>
        {agents.map((agent, at) => (
          <tbody key={agent.id} className="border-b border-line last:border-b-0">
            <tr>
              <th scope="rowgroup" colSpan={columns.length + 1} className="px-3 pt-3 pb-1 text-start font-semibold">
                <span className="sticky start-3">
                  {agent.name} {agent.isClosed && <span className="text-sm font-normal text-muted">({t("closed")})</span>}
                </span>
              </th>
            </tr>
            {measures.map((measure, i) => (
              <tr key={measure}>
                <th scope="row" className="sticky start-0 max-w-40 bg-surface px-3 py-1 text-start text-sm font-normal">
                  {nameOf(measure)}
                </th>
                {columns.map((column, n) => {
                  const stands = standing(agent.id, column);
                  const isOwn = !stands || (stands.from === column.from && stands.to === column.to);
                  const name = cellName(agent.id, column, measure);
                  const value = typedMeasure(measure, isOwn ? stands?.measures[measure] : undefined);
                  const error = errors[name];
                  return (
                    <td key={column.from} className="px-1 py-1 text-end align-top">
                      {isOwn ? (
                        <>
                          <input
                            name={name}
                            defaultValue={typed[name] ?? value}
                            data-kept={value}
                            data-row={at * measures.length + i}
                            data-column={n}
                            inputMode="decimal"
                            autoComplete="off"
                            disabled={agent.isClosed}
                            aria-label={t("cell", { name: agent.name, days: daysLine(column.from, column.to), measure: nameOf(measure) })}
                            aria-invalid={error ? true : undefined}
                            aria-describedby={error ? `${name}-error` : undefined}
                            className={classes(
                              "min-h-11 w-20 rounded-box border bg-surface px-2 text-end tabular-nums disabled:text-muted data-changed:border-waiting data-changed:bg-waiting-soft sm:min-h-9",
                              columns.length === 1 && "w-36",
                              error ? "border-blocked" : "border-line-strong",
                            )}
                          />
                          {error && (
                            <p id={`${name}-error`} className="mt-1 max-w-36 text-start text-sm text-blocked-ink">
                              {error}
                            </p>
                          )}
                        </>
                      ) : (
                        i === 0 && (
                          <Link to={`/results/figures/${stands.id}`} className="link text-sm whitespace-nowrap">
                            {t("covered", { from: stands.from.slice(5), to: stands.to.slice(5) })}
                          </Link>
                        )
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
            <tr>
              <td className="sticky start-0 bg-surface" />
              {columns.map((column) => {
                const stands = standing(agent.id, column);
                return (
                  <td key={column.from} className="px-2 pb-2 text-end text-sm">
                    {stands?.from === column.from && stands.to === column.to && (
                      <Link
                        to={`/results/figures/${stands.id}`}
                        className="link"
                        aria-label={`${t("history")}: ${agent.name}, ${daysLine(column.from, column.to)}`}
                      >
                        {t("history")}
                      </Link>
                    )}
                  </td>
                );
              })}
            </tr>
          </tbody>
        ))}
      </table>
    </div>
  );
}
