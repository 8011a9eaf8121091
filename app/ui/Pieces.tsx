/** A text with what was searched for marked in it. */
export function Pieces({ pieces }: { pieces: readonly { text: string; hit: boolean }[] }) {
  return (
    <>
      {pieces.map(({ text, hit }, index) =>
        hit ? (
          <mark key={index} className="rounded-[3px] bg-accent-soft font-medium text-accent-ink">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </>
  );
}
