import type { Rules } from "../rule-sets";
import { useRuleWords } from "./rule-words";

const WIDTH = 240;
const HEIGHT = 96;
const PAD = 10;

type Metric = Rules["metrics"][number];

/** A band as a line: which value brings which share of the points, flat beyond its ends. Nothing where there are no two points yet. */
export function BandChart({ title, band, unit }: { title: string; band: Metric["band"]; unit: Metric["unit"] }) {
  const words = useRuleWords();
  const points = band.filter(([value, share]) => Number.isFinite(value) && Number.isFinite(share));
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 2 || last[0] <= first[0]) return null;
  const spread = last[0] - first[0];
  const x = (value: number) => PAD + ((value - first[0]) / spread) * (WIDTH - 6 * PAD) + 2 * PAD;
  const y = (share: number) => PAD + (HEIGHT - 2 * PAD) * (1 - Math.min(100, Math.max(0, share)) / 100);
  const line = [[PAD, y(first[1])], ...points.map(([value, share]) => [x(value), y(share)]), [WIDTH - PAD, y(last[1])]];
  return (
    <figure className="min-w-0">
      <svg
        role="img"
        aria-label={words.t("chart", { title, points: words.band(points, unit) })}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="w-full max-w-60"
      >
        {[0, 50, 100].map((share) => (
          <line key={share} x1={PAD} x2={WIDTH - PAD} y1={y(share)} y2={y(share)} className="stroke-line" strokeWidth="1" />
        ))}
        <polyline
          points={line.map((point) => point.join(",")).join(" ")}
          className="fill-none stroke-accent"
          strokeWidth="2.5"
          strokeLinejoin="round"
        />
        {points.map(([value, share]) => (
          <circle key={value} cx={x(value)} cy={y(share)} r="3.5" className="fill-surface stroke-accent" strokeWidth="2" />
        ))}
      </svg>
    </figure>
  );
}
