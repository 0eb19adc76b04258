export type SmallFan = { history: (number | null)[]; forecast: { mean: number; lo: number; hi: number }[] }

/** The three paths of a small fan in its box: history, mean and range, the last two from the last actual. */
export function smallFanShape(
  fan: SmallFan,
  box: { width: number; height: number },
): {
  history: string
  mean: string
  range: string
} {
  const { history, forecast } = fan
  const count = history.length + forecast.length
  const most = Math.max(1e-9, ...history.map((value) => value ?? 0), ...forecast.map((point) => point.hi))
  const x = (at: number) => ((at / Math.max(1, count - 1)) * box.width).toFixed(1)
  const y = (value: number) => (box.height - 1 - (Math.max(0, value) / most) * (box.height - 4)).toFixed(1)
  const lastAt = history.findLastIndex((value) => value !== null)
  const last = history[lastAt] ?? null
  const joint = last === null ? [] : [{ at: lastAt, mean: last, lo: last, hi: last }]
  const points = [...joint, ...forecast.map((point, step) => ({ at: history.length + step, ...point }))]
  const upper = points.map((point) => `${x(point.at)} ${y(point.hi)}`)
  const lower = points.toReversed().map((point) => `${x(point.at)} ${y(point.lo)}`)
  return {
    history: line(history.map((value, at) => (value === null ? null : `${x(at)} ${y(value)}`))),
    mean: forecast.length ? line(points.map((point) => `${x(point.at)} ${y(point.mean)}`)) : '',
    range: forecast.length ? `M${[...upper, ...lower].join('L')}Z` : '',
  }
}

function line(points: (string | null)[]): string {
  let path = ''
  let pen = 'M'
  for (const point of points) {
    if (point === null) pen = 'M'
    else {
      path += pen + point
      pen = 'L'
    }
  }
  return path
}
