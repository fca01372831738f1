interface Bar {
  readonly short: string;
  readonly value: number;
  /** The value in words, for who points at the bar. */
  readonly words: string;
}

interface DayBarsProps {
  title: string;
  bars: readonly Bar[];
  /** Where the cap lies, and in words. */
  cap: { readonly value: number; readonly words: string };
}

const [STEP, HEIGHT, FOOT] = [40, 72, 18];

/** A bar a day with the cap as a line; the table below says the same in figures. */
export function DayBars({ title, bars, cap }: DayBarsProps) {
  const most = Math.max(cap.value, ...bars.map(({ value }) => value)) * 1.05;
  const y = (value: number) => HEIGHT - (value / most) * HEIGHT;
  const width = STEP * bars.length;
  return (
    <figure className="grid gap-1.5">
      <figcaption className="text-sm font-medium text-muted">{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${HEIGHT + FOOT}`} role="img" aria-label={`${title}, the last seven days: ${bars.map(({ short, words }) => `${short} ${words}`).join(', ')}. The cap is ${cap.words}.`} className="w-full max-w-80">
        {bars.map(({ short, value, words }, index) => (
          <g key={short}>
            <title>{words}</title>
            <rect x={index * STEP + 9} y={y(value)} width={STEP - 18} height={HEIGHT - y(value)} rx={3} className="fill-accent" />
            <text x={index * STEP + STEP / 2} y={HEIGHT + 13} textAnchor="middle" fontSize={11} className="fill-faint">
              {short}
            </text>
          </g>
        ))}
        <line x1={0} x2={width} y1={y(cap.value)} y2={y(cap.value)} strokeDasharray="3 3" className="stroke-control" />
        <line x1={0} x2={width} y1={HEIGHT} y2={HEIGHT} className="stroke-line-strong" />
      </svg>
      <p className="text-sm text-faint">The dashed line is the cap: {cap.words} a day.</p>
    </figure>
  );
}
