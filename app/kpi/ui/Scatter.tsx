const [WIDTH, HEIGHT, TOP, FOOT, LEFT] = [340, 220, 20, 36, 40];

type Axis = { label: string; low: number; high: number };

/** The ends of an axis: whole numbers a little beyond the values. */
function axisOf(label: string, values: readonly number[], most: number): Axis {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const spare = Math.max((greatest - least) * 0.08, 1);
  return { label, low: Math.max(0, Math.floor(least - spare)), high: Math.min(most, Math.ceil(greatest + spare)) };
}

/** People as points, none of them named. */
export function Scatter({
  points,
  label,
  xLabel,
  yLabel,
  mostX,
}: {
  points: readonly (readonly [number, number])[];
  label: string;
  xLabel: string;
  yLabel: string;
  mostX: number;
}) {
  const across = axisOf(
    xLabel,
    points.map(([x]) => x),
    mostX,
  );
  const up = axisOf(
    yLabel,
    points.map(([, y]) => y),
    100,
  );
  const bottom = HEIGHT - FOOT;
  const placed = (value: number, { low, high }: Axis) => (high > low ? (value - low) / (high - low) : 0.5);
  const x = (value: number) => LEFT + 6 + (WIDTH - LEFT - 12) * placed(value, across);
  const y = (value: number) => TOP + 6 + (bottom - TOP - 12) * (1 - placed(value, up));
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="w-full max-w-lg text-xs">
      <path d={`M${LEFT} ${TOP}V${bottom}H${WIDTH}`} className="fill-none stroke-line-strong" />
      <text x="0" y={TOP - 8} className="fill-muted">
        {up.label}
      </text>
      {[up.low, up.high].map((value) => (
        <text key={value} x={LEFT - 6} y={y(value) + 4} textAnchor="end" className="fill-muted tabular-nums">
          {value}
        </text>
      ))}
      {[across.low, across.high].map((value, i) => (
        <text key={value} x={x(value)} y={bottom + 16} textAnchor={i === 0 ? "start" : "end"} className="fill-muted tabular-nums">
          {value}
        </text>
      ))}
      <text x={(LEFT + WIDTH) / 2} y={HEIGHT - 4} textAnchor="middle" className="fill-muted">
        {across.label}
      </text>
      {points.map(([atX, atY], i) => (
        <circle key={i} cx={x(atX)} cy={y(atY)} r="4" className="fill-accent" fillOpacity="0.6" />
      ))}
    </svg>
  );
}
