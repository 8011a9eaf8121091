import CircleCheck from "lucide-react/icons/circle-check";
import OctagonX from "lucide-react/icons/octagon-x";
import { useId } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { gateMessages } from "../messages.gate";

export type Bar = "shut" | "ready" | "open" | "lapsed";

/** Two posts and a bar: down and red while a requirement is unmet, up and green once all are met. The word stands under it. */
export function GateDrawing({ bar, met, of }: { bar: Bar; met: number; of: number }) {
  const t = useT(gateMessages);
  const stripes = `stripes${useId().replace(/:/g, "")}`;
  const up = bar === "ready" || bar === "open";
  const Sign = up ? CircleCheck : OctagonX;
  return (
    <figure className="mx-auto w-full max-w-80 min-w-0">
      <svg role="img" aria-label={t(`bar.${bar}_label`, { met, of })} viewBox="0 -22 320 200" className="block w-full">
        <defs>
          <pattern id={stripes} width="32" height="16" patternUnits="userSpaceOnUse" patternTransform="skewX(-35)">
            <rect width="32" height="16" className="fill-surface" />
            <rect width="16" height="16" className={up ? "fill-cleared" : "fill-blocked"} />
          </pattern>
        </defs>
        <line x1="8" x2="312" y1="170" y2="170" strokeWidth="3" strokeLinecap="round" className="stroke-line-strong" />
        <path d={up ? "M128 170 L142 128 M192 170 L178 128" : ""} strokeWidth="2" strokeDasharray="4 6" className="stroke-line-strong" />
        <Post x={36} />
        <Post x={256} low />
        <g transform={up ? "rotate(-33 50 108)" : undefined}>
          <rect
            x="22"
            y="99"
            width="246"
            height="18"
            rx="9"
            fill={`url(#${stripes})`}
            strokeWidth="2.5"
            className={up ? "stroke-cleared" : "stroke-blocked"}
          />
        </g>
        <circle cx="50" cy="108" r="7" strokeWidth="3" className="fill-surface stroke-ink" />
        {!up && (
          <g transform="translate(160 108)">
            <path d="M-10 -24 H10 L24 -10 V10 L10 24 H-10 L-24 10 V-10 Z" strokeWidth="3" className="fill-blocked stroke-surface" />
            <rect x="-13" y="-4" width="26" height="8" rx="1.5" className="fill-surface" />
          </g>
        )}
      </svg>
      <figcaption
        className={classes(
          "mt-2 flex items-center justify-center gap-2 text-lg font-semibold",
          up ? "text-cleared-ink" : "text-blocked-ink",
        )}
      >
        <Sign aria-hidden className="size-5" />
        {t(`bar.${bar}`)}
      </figcaption>
    </figure>
  );
}

function Post({ x, low }: { x: number; low?: boolean }) {
  const top = low ? 116 : 72;
  return (
    <g strokeWidth="2.5" className="fill-sunken stroke-ink">
      <rect x={x} y={top} width="28" height={170 - top} rx="3" />
      <rect x={x - 5} y={top - 8} width="38" height="10" rx="3" />
      <rect x={x - 7} y="160" width="42" height="10" rx="2" />
    </g>
  );
}
