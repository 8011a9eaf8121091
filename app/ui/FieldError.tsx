import CircleAlert from "lucide-react/icons/circle-alert";

/** One sentence under a field that says what to put right. Nothing when there is nothing to say. */
export function FieldError({ id, message }: { id?: string; message?: string | null }) {
  if (!message) return null;
  return (
    <p id={id} data-field-error className="mt-1.5 flex items-start gap-1.5 text-sm text-blocked-ink">
      <CircleAlert aria-hidden className="mt-[0.22em] size-4 shrink-0" />
      <span>{message}</span>
    </p>
  );
}
