/** The mark: a customer's line, answered. Decorative: the name stands beside it. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={className}>
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path d="M9 6.5h14a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-7.2L11 26v-4.5H9a3 3 0 0 1-3-3v-9a3 3 0 0 1 3-3Z" className="fill-on-accent" />
      <path
        d="m11.2 14.2 3.3 3.3 6.3-6.6"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="fill-none stroke-accent"
      />
    </svg>
  );
}
