export type FanBand = { level: number; lo: number; hi: number }
export type FanHistory = {
  period: string
  label: string
  value: number | null
  /** What the forecast counts for this period instead. */
  counted?: number | null
}
export type FanForecast = {
  period: string
  label: string
  mean: number
  bands: FanBand[]
  /** What was forecast for this period before. */
  previous?: number | null
  /** What a planner set instead. */
  override?: number | null
  reason?: string | null
}
/** The period that is not over yet: what happened so far, and what it will come to. */
export type FanRunning = {
  period: string
  label: string
  soFar: number
  nowcast?: number | null
  /** How sure the nowcast is; without it the fan opens from the nowcast. */
  bands?: FanBand[]
}
export type FanData = { history: FanHistory[]; running?: FanRunning | null; forecast: FanForecast[] }

/** How a picture writes its numbers, and the levels of its ranges. */
export type FanWriters = { format: (value: number) => string; percent: (share: number) => string }

/** The picture in words: how long the history is, where it stands, where it goes, how sure that is. */
export function fanSummary(input: FanData & { label: string; unit: string } & FanWriters): string {
  const { label, unit, history, forecast, format, percent } = input
  const last = history.findLast((point) => point.value !== null)
  const end = forecast.at(-1)
  const widest = end && widestBand(end)
  const parts = [`${label}, in ${unit}.`]
  if (last) parts.push(`History of ${history.length} periods up to ${last.label}: ${format(last.value ?? 0)}.`)
  else parts.push('No history yet.')
  if (input.running) parts.push(`${input.running.label} is still running: ${format(input.running.soFar)} so far.`)
  if (end) parts.push(`Forecast for ${end.label}: ${format(end.mean)}.`)
  if (widest)
    parts.push(`With ${percent(widest.level / 100)} confidence between ${format(widest.lo)} and ${format(widest.hi)}.`)
  return parts.join(' ')
}

/** The numbers of a fan as rows: period, actual, forecast, and each range. */
export function fanTable(input: FanData & { unit: string } & FanWriters) {
  const levels = levelsOf(input.forecast)
  const { format, percent, unit } = input
  const blank = levels.map(() => '')
  const running = input.running
  return {
    head: ['Period', `Actual, ${unit}`, `Forecast, ${unit}`, ...levels.map((level) => `${percent(level / 100)} range`)],
    rows: [
      ...input.history.map((point) => [
        point.label,
        point.value === null ? 'missing' : format(point.value),
        '',
        ...blank,
      ]),
      ...(running
        ? [
            [
              `${running.label} (running)`,
              format(running.soFar),
              running.nowcast == null ? '' : format(running.nowcast),
              ...blank,
            ],
          ]
        : []),
      ...input.forecast.map((point) => [
        point.label,
        '',
        format(point.override ?? point.mean),
        ...levels.map((level) => {
          const band = point.bands.find((one) => one.level === level)
          return band ? `${format(band.lo)} – ${format(band.hi)}` : ''
        }),
      ]),
    ],
  }
}

/** The levels of the fan, widest first. */
export function levelsOf(forecast: FanForecast[]): number[] {
  const levels = new Set(forecast.flatMap((point) => point.bands.map((band) => band.level)))
  return [...levels].sort((a, b) => b - a)
}

function widestBand(point: FanForecast): FanBand | undefined {
  return point.bands.toSorted((a, b) => b.level - a.level)[0]
}

/** What is ahead, point by point, and where it opens: the last actual, or a nowcast that has no range. */
export function fanAhead({ history, running, forecast }: FanData): {
  joint: { at: number; value: number } | null
  points: { at: number; mean: number; bands: FanBand[] }[]
} {
  const first = history.length + (running ? 1 : 0)
  const points = forecast.map((point, step) => ({ at: first + step, mean: point.mean, bands: point.bands }))
  if (running?.nowcast != null) {
    const here = { at: history.length, mean: running.nowcast, bands: running.bands ?? [] }
    if (here.bands.length === 0) return { joint: { at: here.at, value: here.mean }, points }
    points.unshift(here)
  }
  const at = history.findLastIndex((point) => point.value !== null)
  const value = history[at]?.value ?? null
  return { joint: value === null ? null : { at, value }, points }
}
