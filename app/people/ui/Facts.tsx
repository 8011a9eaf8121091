import type { ReactNode } from "react";

export type Fact = { key: string; label: string; value: ReactNode; note?: ReactNode };

/** Names and values, one below the other on a phone, side by side on a desktop. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid gap-3 sm:grid-cols-[9.5rem_minmax(0,1fr)] sm:gap-x-6">
      {facts.map((fact) => (
        <div key={fact.key} className="grid gap-x-6 sm:col-span-2 sm:grid-cols-subgrid">
          <dt className="text-sm text-muted sm:pt-px">{fact.label}</dt>
          <dd className="min-w-0 text-ui">
            {fact.value}
            {fact.note && <span className="block text-sm text-muted">{fact.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
