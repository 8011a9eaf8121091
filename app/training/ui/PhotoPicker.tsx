import Camera from "lucide-react/icons/camera";
import X from "lucide-react/icons/x";
import { useEffect, useRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { buttonStyle } from "~/ui/button-style";
import { classes } from "~/ui/classes";
import { FieldError } from "~/ui/FieldError";
import { useField } from "~/ui/field";
import { shrinkPicture } from "~/ui/shrink-picture";
import { trainingMessages } from "../messages";

const PICTURES = "image/jpeg,image/png,image/webp";
const PICTURE_BYTES = 8_000_000;

const NONE: readonly File[] = [];

type Picked = { file: File; url: string };

/**
 * Several photos for one field. The native input keeps them, so a plain form works too; with script each is made smaller before it is sent,
 * shown, and can be taken out again. `initial`: photos that were picked before. On a phone the same button offers the camera.
 */
export function PhotoPicker({ name, min, max, initial = NONE }: { name: string; min: number; max: number; initial?: readonly File[] }) {
  const t = useT(trainingMessages);
  const [picked, setPicked] = useState<readonly Picked[]>([]);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const field = useField({ name, error: wrong, hint: true });

  // The addresses of the previews live as long as the page.
  const urls = useRef<string[]>([]);
  useEffect(() => {
    const made = urls.current;
    return () => made.forEach((url) => URL.revokeObjectURL(url));
  }, []);

  const keep = (next: readonly Picked[]) => {
    setPicked(next);
    if (input.current) input.current.files = filesOf(next);
  };

  useEffect(() => {
    if (initial.length === 0) return;
    const again = initial.map((file) => ({ file, url: URL.createObjectURL(file) }));
    urls.current.push(...again.map(({ url }) => url));
    setPicked(again);
    if (input.current) input.current.files = filesOf(again);
  }, [initial]);

  const add = async (files: readonly File[]) => {
    setWrong(null);
    setBusy(true);
    const added: Picked[] = [];
    let said: string | null = null;
    for (const file of files) {
      const ready = await shrinkPicture(file);
      if (!file.type.startsWith("image/")) said = t("practical.photos_not_picture", { name: file.name });
      else if (ready.size > PICTURE_BYTES) said = t("practical.photos_too_large", { name: file.name });
      else if (picked.length + added.length >= max) said = t("practical.photos_over", { max });
      else {
        const url = URL.createObjectURL(ready);
        urls.current.push(url);
        added.push({ file: ready, url });
      }
    }
    keep([...picked, ...added]);
    setWrong(said);
    setBusy(false);
  };

  return (
    <div className="min-w-0">
      <label htmlFor={field.input.id} className="mb-1.5 block text-sm font-medium">
        {t("practical.photos")}
      </label>
      <p id={field.hintId} className="-mt-1 mb-2 text-sm text-muted">
        {min > 0 ? t("practical.photos_hint_range", { min, max }) : t("practical.photos_hint_optional", { max })}
      </p>
      {picked.length > 0 && (
        <ul className="mb-3 grid grid-cols-3 gap-2 sm:grid-cols-4">
          {picked.map(({ url }, i) => (
            <li key={url} className="relative">
              <img
                src={url}
                alt={t("practical.photos_preview", { n: i + 1 })}
                className="aspect-square w-full rounded-box border border-line bg-sunken object-cover"
              />
              <button
                type="button"
                aria-label={t("practical.photos_remove", { n: i + 1 })}
                onClick={() => keep(picked.filter((p) => p.url !== url))}
                className="absolute end-1 top-1 flex size-9 items-center justify-center rounded-full border border-line bg-surface text-ink shadow-lift"
              >
                <X aria-hidden className="size-4" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <div className="relative inline-flex max-w-full">
          <input
            {...field.input}
            ref={input}
            type="file"
            multiple
            accept={PICTURES}
            aria-busy={busy || undefined}
            onChange={(event) => void add(Array.from(event.currentTarget.files ?? []))}
            className="peer absolute inset-0 size-full cursor-pointer opacity-0"
          />
          <span
            aria-hidden
            className={classes(
              buttonStyle("secondary"),
              "pointer-events-none peer-hover:bg-hover peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent",
            )}
          >
            <Camera className="size-[1.2em]" />
            {t("practical.photos_add")}
          </span>
        </div>
        <span className="text-sm text-muted tabular-nums">{t("practical.photos_count", { count: picked.length, max })}</span>
      </div>
      <FieldError id={field.errorId} message={field.message} />
    </div>
  );
}

function filesOf(picked: readonly Picked[]): FileList {
  const transfer = new DataTransfer();
  picked.forEach(({ file }) => transfer.items.add(file));
  return transfer.files;
}
