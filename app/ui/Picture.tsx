import { useT } from "~/platform/use-locale";
import { classes } from "./classes";
import { uiMessages } from "./messages";

export type PictureProps = {
  src: string;
  /** What it shows; empty when the text beside it says so. */
  alt: string;
  /** The picture's own size, or its proportion: keeps the place free while it loads. */
  width: number;
  height: number;
  /** A link around it to the file itself. */
  enlarge?: boolean;
  /** Cut to fill its frame instead of showing all of it. */
  cover?: boolean;
  /** It did not load. */
  onError?: () => void;
  className?: string;
};

/** A picture that does not move the page when it arrives. */
export function Picture({ src, alt, width, height, enlarge, cover, onError, className }: PictureProps) {
  const t = useT(uiMessages);
  const image = (
    <img
      src={src}
      alt={alt}
      width={width}
      height={height}
      loading="lazy"
      decoding="async"
      onError={onError}
      className={classes(
        "h-auto w-full rounded-box border border-line bg-sunken",
        cover ? "object-cover" : "object-contain",
        !enlarge && className,
      )}
      style={{ aspectRatio: `${width} / ${height}` }}
    />
  );
  if (!enlarge) return image;
  return (
    <a href={src} target="_blank" rel="noreferrer" title={t("picture.enlarge")} className={classes("block rounded-box", className)}>
      {image}
      <span className="sr-only">{t("picture.enlarge")}</span>
    </a>
  );
}
