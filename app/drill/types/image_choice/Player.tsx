import ImageOff from "lucide-react/icons/image-off";
import { useCallback, useState } from "react";
import { useT } from "~/platform/use-locale";
import { Picture } from "~/ui/Picture";
import { typeMessages } from "../../messages.types";
import { Choices } from "../Choices";
import type { PlayerProps } from "../question";
import type { ImageChoice } from "./rules";

/** Pictures to pick one from. What they show is said only after the answer. */
export function ImageChoicePlayer({ view, answer, onAnswer, verdict, keys }: PlayerProps<ImageChoice>) {
  const pick = useCallback((option: string) => onAnswer?.({ option }), [onAnswer]);
  const options = view.options.map(({ id, picture }, i) => ({
    id,
    text: <ProductPicture src={picture} n={i + 1} name={verdict?.key.names[id]} />,
  }));
  return (
    <Choices
      stem={view.stem}
      options={options}
      picked={answer ? [answer.option] : []}
      onPick={pick}
      verdict={verdict}
      keys={keys}
      pictures
    />
  );
}

/** A picture under its number; in its place, where there is none or it does not load, a frame that says so. */
function ProductPicture({ src, n, name }: { src: string | null; n: number; name: string | undefined }) {
  const t = useT(typeMessages);
  const [broken, setBroken] = useState(false);
  const alt = t("picture.alt", { n });
  return (
    <>
      {src === null || broken ? (
        <span className="flex aspect-4/3 w-full flex-col items-center justify-center gap-1 rounded-box border border-line bg-sunken text-sm text-muted">
          <ImageOff aria-hidden className="size-6" />
          <span className="sr-only">{alt}</span>
          {t("picture.missing")}
        </span>
      ) : (
        <Picture src={src} alt={alt} width={320} height={240} onError={() => setBroken(true)} />
      )}
      {name !== undefined && <span className="mt-1 block font-medium">{name}</span>}
    </>
  );
}
