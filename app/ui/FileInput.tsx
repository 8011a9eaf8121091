import Camera from "lucide-react/icons/camera";
import FileText from "lucide-react/icons/file-text";
import Upload from "lucide-react/icons/upload";
import X from "lucide-react/icons/x";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { buttonStyle } from "./button-style";
import { classes } from "./classes";
import { FieldError } from "./FieldError";
import { useField } from "./field";
import { IconButton } from "./IconButton";
import { uiMessages } from "./messages";
import { shrinkPicture } from "./shrink-picture";

export type FileInputProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  /** A photo: offers the camera on a phone, shows a preview, makes large ones smaller before sending. */
  picture?: boolean;
  /** What may be chosen; pictures by default when `picture`. */
  accept?: string;
  /** More than this is refused at once; the server checks again. */
  maxBytes: number;
  required?: boolean;
  disabled?: boolean;
  onPick?: (file: File | null) => void;
  className?: string;
};

const PICTURES = "image/jpeg,image/png,image/webp";

function inWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1).replace(/\.0$/, "")} MB`;
}

/** Chooses one file. The native input stays in place, so keyboard, form reset and plain posts work. */
export function FileInput({ name, label, hint, error, picture, accept, maxBytes, required, disabled, onPick, className }: FileInputProps) {
  const t = useT(uiMessages);
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const field = useField({ name, hint, error: wrong ?? error });

  useEffect(() => {
    if (!file || !picture) return setPreview(null);
    const url = URL.createObjectURL(file);
    setPreview(url);
    return () => URL.revokeObjectURL(url);
  }, [file, picture]);

  // A form that was reset or accepted lets go of the file.
  useEffect(() => {
    const form = input.current?.form;
    const forget = () => setFile(null);
    form?.addEventListener("reset", forget);
    return () => form?.removeEventListener("reset", forget);
  }, []);

  const drop = () => {
    if (input.current) input.current.value = "";
    setFile(null);
    onPick?.(null);
  };

  const choose = async (picked: File | undefined) => {
    setWrong(null);
    if (!picked) return drop();
    if (picture && !picked.type.startsWith("image/")) {
      drop();
      return setWrong(t("file.not_picture"));
    }
    const ready = picture ? await shrinkPicture(picked, { drawings: true }) : picked;
    if (ready.size > maxBytes) {
      drop();
      return setWrong(t("file.too_large", { size: inWords(ready.size), limit: inWords(maxBytes) }));
    }
    if (ready !== picked && input.current) {
      const transfer = new DataTransfer();
      transfer.items.add(ready);
      input.current.files = transfer.files;
    }
    setFile(ready);
    onPick?.(ready);
  };

  const Icon = picture ? Camera : Upload;
  return (
    <div className={classes("min-w-0", className)}>
      <label htmlFor={field.input.id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      {hint && (
        <p id={field.hintId} className="-mt-1 mb-1.5 text-sm text-muted">
          {hint}
        </p>
      )}
      {file && (
        <div className="mb-2 flex items-center gap-3 rounded-box border border-line bg-surface p-2">
          {preview ? (
            <img
              src={preview}
              alt={t("file.preview", { name: file.name })}
              className="size-20 shrink-0 rounded-[0.375rem] bg-sunken object-cover"
            />
          ) : (
            <FileText aria-hidden className="m-2 size-6 shrink-0 text-muted" />
          )}
          <span className="min-w-0 flex-1 text-sm">
            <span className="block truncate">{file.name}</span>
            <span className="block text-muted tabular-nums">{inWords(file.size)}</span>
          </span>
          <IconButton label={t("action.remove")} icon={<X aria-hidden />} onClick={drop} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="relative inline-flex max-w-full">
          <input
            {...field.input}
            ref={input}
            type="file"
            accept={accept ?? (picture ? PICTURES : undefined)}
            required={required}
            disabled={disabled}
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
            className="peer absolute inset-0 size-full cursor-pointer opacity-0 disabled:cursor-not-allowed"
          />
          <span
            aria-hidden
            className={classes(
              buttonStyle("secondary"),
              "pointer-events-none peer-hover:bg-hover peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent peer-disabled:border-line peer-disabled:bg-sunken peer-disabled:text-faint",
            )}
          >
            <Icon className="size-[1.2em]" />
            {t(file ? "file.replace" : picture ? "file.choose_picture" : "file.choose")}
          </span>
        </div>
        <p className="text-sm text-faint">{t("file.limit", { size: inWords(maxBytes) })}</p>
      </div>
      <FieldError id={field.errorId} message={field.message} />
    </div>
  );
}
