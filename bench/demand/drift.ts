import { auto } from '@drumbeat/forecasting'
import { type Drift, grouped, type Shown } from '#demand/drift/group.ts'
import { taskOf } from '#demand/inputs.ts'
import type { Series } from '#demand/series.ts'
import { fitTreated } from '#demand/treated.ts'
import { adventureWorksFolder } from './adventureworks-lines.ts'
import { normals } from './normals.ts'
import { demoHistory, type History, internetHistory } from './unit-history.ts'

/**
 * Is drift found where it is, and nowhere else; and is the forecast better for it? Simulated months whose level or season changed a
 * year ago, or did not; then the demo company, whose story is known, and AdventureWorks' internet orders, each forecast from six
 * earlier months with changed levels and seasons brought to the new ones, and with them left as
 * recorded.
 */
export async function run(): Promise<string> {
  const folder = adventureWorksFolder()
  const real = folder
    ? realTable('AdventureWorks internet orders', internetHistory(folder))
    : 'AdventureWorks not found.'
  return [simulatedTable(), realTable('Demo company', demoHistory()), real].join('\n\n')
}

const known = 48
const horizon = 12
const changed = 36
const simulated = 100

type Story = { name: string; level: number; peak: number; since?: number }
const stories: Story[] = [
  { name: 'nothing changed', level: 1, peak: 5 },
  { name: 'level 30 % lower for a year', level: 0.7, peak: 5 },
  { name: 'level 30 % higher for a year', level: 1.3, peak: 5 },
  { name: 'level 20 % lower for the last half year', level: 0.8, peak: 5, since: 42 },
  { name: 'peak three months later for a year', level: 1, peak: 8 },
]

function simulatedTable(): string {
  const rows = stories.map((story) => {
    let [shifts, seasons, plain, treated, held] = [0, 0, 0, 0, 0]
    for (let seed = 1; seed <= simulated; seed++) {
      const all = monthsOf(story, seed)
      const task = { from: 0, closed: known, seasonLength: 12, decided: [], siblings: [], priors: [] }
      const { fitted, findings } = fitTreated(task, all.slice(0, known))
      const near = (kind: string) =>
        findings.some((each) => each.kind === kind && Math.abs(each.at - (story.since ?? changed)) <= 2)
      if (story.level === 1 ? findings.some(({ kind }) => kind === 'level shift') : near('level shift')) shifts++
      if (story.peak === 5 ? findings.some(({ kind }) => kind === 'season change') : near('season change')) seasons++
      plain += missOf(auto({ series: all.slice(0, known), seasonLength: 12, nonNegative: true }), all)
      treated += missOf(fitted, all)
      for (let t = known; t < known + horizon; t++) held += all[t]!
    }
    const share = (count: number) => percent(count / simulated)
    return `| ${story.name} | ${share(shifts)} | ${share(seasons)} | ${percent(plain / held)} | ${percent(treated / held)} |`
  })
  return [
    `${simulated} simulated series a row: ${known} months, errors of 10 %, season from 0.61 to 1.65; WAPE of the ${horizon} months after.`,
    '',
    '| story | level shift found | season change found | WAPE as recorded | WAPE treated |',
    '|---|---:|---:|---:|---:|',
    ...rows,
  ].join('\n')
}

function monthsOf({ level, peak, since: from = changed }: Story, seed: number): Float64Array {
  const next = normals(seed * 7919)
  return Float64Array.from({ length: known + horizon }, (_, t) => {
    const since = t >= from
    const season = 0.5 * Math.cos((2 * Math.PI * (t - (since ? peak : 5))) / 12)
    return 100 * Math.exp(0.004 * t + season + 0.1 * next()) * (since ? level : 1)
  })
}

function missOf(fitted: ReturnType<typeof fitTreated>['fitted'], all: Float64Array): number {
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  return fitted.forecast({ horizon }).mean.reduce((sum, value, step) => sum + Math.abs(value - all[known + step]!), 0)
}

function realTable(name: string, { series, timeline }: History): string {
  const { closed } = timeline
  const found = series.flatMap((each) => shownBy(each, timeline))
  const drifts = grouped(found)
  const errors = { treated: 0, recorded: 0, held: 0, touched: 0 }
  for (const each of series) for (let k = 0; k < 6; k++) addErrors(errors, each, closed - 3 - 2 * k)
  return [
    `${name}: ${series.length} series, ${closed} closed months. ${found.length} level shifts and changed seasons of the last year in single series are ${drifts.length} announcements:`,
    '',
    ...drifts.map(lineOf),
    '',
    ...(errors.touched === 0
      ? ['At none of six earlier months was a changed level or season found and counted in any series.']
      : [
          `Forecast from six earlier months, three months each; changed levels and seasons were found and counted at ${errors.touched} of these origins.`,
          '',
          '| changed levels and seasons | WAPE at these origins |',
          '|---|---:|',
          `| left as recorded | ${percent(errors.recorded / errors.held)} |`,
          `| brought to the new ones | ${percent(errors.treated / errors.held)} |`,
        ]),
  ].join('\n')
}

function shownBy(series: Series, { periods, closed }: History['timeline']): Shown[] {
  const task = taskOf(series, { grain: 'month', closed })
  if (series.values.length === 0 || series.lastsFor === 0) return []
  return fitTreated(task, series.values).findings.flatMap(({ at, kind, by, accepted: counted, reason }): Shown[] => {
    if (at < closed - 12 || (kind !== 'level shift' && kind !== 'season change')) return []
    return [{ kind, node: series.node, startsOn: periods[at]!.startsOn, size: by, reason, counted }]
  })
}

function addErrors(
  errors: { treated: number; recorded: number; held: number; touched: number },
  series: Series,
  at: number,
): void {
  const values = series.values.slice(0, Math.max(0, at - series.from))
  if (values.length < 21) return
  const task = taskOf(series, { grain: 'month', closed: at })
  const treated = fitTreated(task, values)
  const moved = treated.findings.filter(
    ({ kind, accepted }) => accepted && (kind === 'season change' || kind === 'level shift'),
  )
  if (moved.length === 0 || treated.fitted.kind === 'declined') return
  const recorded = fitTreated({ ...task, decided: moved.map((each) => ({ ...each, accepted: false })) }, values)
  if (recorded.fitted.kind === 'declined') return
  errors.touched++
  const [by, without] = [treated.fitted, recorded.fitted].map((fitted) => fitted.forecast({ horizon: 3 }).mean)
  for (let step = 0; step < 3; step++) {
    const came = series.values[values.length + step]
    if (came === undefined || Number.isNaN(came)) continue
    errors.held += Math.abs(came)
    errors.treated += Math.abs(came - by![step]!)
    errors.recorded += Math.abs(came - without![step]!)
  }
}

function lineOf({ kind, node, startsOn, size, nodes }: Drift): string {
  const level = `${node.split(':')[0]!.split('@')[0]}${node.includes('@') ? ' in a territory' : ''}`
  return `- ${kind} of ${level}${size === null ? '' : ` by ${percent(size)}`} since ${startsOn}, in ${nodes.length} series`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
