/** A word-sized line of a history; the label says in words what it shows. */
export function Sparkline(props: { values: (number | null)[]; label: string; width?: number; height?: number }) {
  const { values, label, width = 72, height = 20 } = props
  const shape = linePath({ values, width, height, pad: 2 })
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      style={{ display: 'block', flex: 'none' }}
    >
      <path
        d={shape.path}
        fill="none"
        stroke="var(--uncertain)"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {shape.last && <circle cx={shape.last.x} cy={shape.last.y} r={2} fill="var(--accent)" />}
    </svg>
  )
}

type Point = { x: number; y: number }

/** The line through values with gaps where a value is missing, fitted to a box. */
export function linePath(box: { values: (number | null)[]; width: number; height: number; pad: number }): {
  path: string
  last: Point | null
} {
  const { values, width, height, pad } = box
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return { path: '', last: null }
  const low = Math.min(0, ...known)
  const span = Math.max(...known) - low || 1
  const step = (width - 2 * pad) / Math.max(1, values.length - 1)
  let path = ''
  let last: Point | null = null
  let pen = 'M'
  for (const [at, value] of values.entries()) {
    if (value === null) {
      pen = 'M'
      continue
    }
    last = { x: pad + at * step, y: height - pad - ((value - low) / span) * (height - 2 * pad) }
    path += `${pen}${last.x.toFixed(1)} ${last.y.toFixed(1)}`
    pen = 'L'
  }
  return { path, last }
}
