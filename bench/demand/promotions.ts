import { measureEvents, poolEffects } from '@drumbeat/forecasting'
import { daysBetween, weekdayOf } from '@drumbeat/periods'
import { type DemoCompany, generateDemoCompany } from '../../examples/demo-company/generate.ts'
import { normals } from './normals.ts'

/**
 * Are promotions found to have done what they did? The demo company from several seeds, each promotion measured on the days of its
 * family in its territories; then an item promoted at the cost of its sisters.
 */
export async function run(): Promise<string> {
  return [demoTable(), sistersTable()].join('\n\n')
}

const seeds = 12
const today = '2026-11-23'
const dayNumber = (day: string) => daysBetween({ from: '1970-01-01', to: day })

type Tally = { inside: number; of: number; miss: number; width: number }
const none = (): Tally => ({ inside: 0, of: 0, miss: 0, width: 0 })

function count(tally: Tally, effect: { log: number; lo: number; hi: number } | null, truth: number): void {
  if (!effect) return
  const log = Math.log(truth)
  tally.of++
  if (log >= effect.lo && log <= effect.hi) tally.inside++
  tally.miss += effect.log - log
  tally.width += Math.exp(effect.hi) - Math.exp(effect.lo)
}

function demoTable(): string {
  const tallies = new Map<string, { truth: number; during: Tally; after: Tally; pooled: Tally }>()
  for (let seed = 1; seed <= seeds; seed++) {
    const company = generateDemoCompany({ seed: String(seed), today })
    const { promotions, historyStart } = company.truth.story
    const kinds = Map.groupBy(promotions, ({ name }) => name.replace(/ \d{4}$/, ''))
    for (const [kind, of] of kinds) {
      const { values, firstWeekday } = dailyOf(company, { family: of[0]!.family, where: of[0]!.territories })
      const events = of.map(({ startsOn, endsOn }) => ({
        from: startsOn - historyStart,
        to: endsOn - 1 - historyStart,
      }))
      const found = measureEvents({ values, firstWeekday, events })
      const tally = tallies.get(kind) ?? { truth: of[0]!.uplift, during: none(), after: none(), pooled: none() }
      tallies.set(kind, tally)
      for (const { during, after } of found) {
        count(tally.during, during, tally.truth)
        count(tally.after, after, 0.86)
      }
      count(tally.pooled, poolEffects(found.flatMap(({ during }) => during ?? [])), tally.truth)
    }
  }
  return [
    `Demo company, seeds 1 to ${seeds}: ${[...tallies.values()].reduce((sum, { during }) => sum + during.of, 0)} promotions. A factor is inside where the 95 % interval of its measurement holds the planted one.`,
    '',
    '| kind | planted | inside | interval is wide | mean miss | two weeks after (0.86) inside | kind as a whole inside | interval is wide |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
    ...[...tallies].map(
      ([kind, { truth, during, after, pooled }]) =>
        `| ${kind} | ${truth} | ${share(during)} | ${wide(during)} | ${percent(during.miss / during.of)} | ${share(after)} | ${share(pooled)} | ${wide(pooled)} |`,
    ),
  ].join('\n')
}

function dailyOf(company: DemoCompany, { family, where }: { family: string; where: readonly string[] }) {
  const { historyStart, today: last } = company.truth.story
  const familyId = company.families.find(({ name }) => name === family)!.id
  const items = new Set(company.items.filter(({ family_id }) => family_id === familyId).map(({ id }) => id))
  const places = new Set(company.territories.filter(({ name }) => where.includes(name)).map(({ id }) => id))
  const values = new Float64Array(last - historyStart + 1)
  for (const line of company.orderLines) {
    if (items.has(line.item_id) && places.has(line.territory_id)) {
      values[dayNumber(line.ordered_on) - historyStart]! += Number(line.quantity)
    }
  }
  return { values, firstWeekday: weekdayOf(historyStart) - 1 }
}

const simulated = 200

/** Two years of days; three promotions of an item that takes nothing, a tenth or a third from its sisters, which sell three times as many. */
function sistersTable(): string {
  const rows = [1, 0.9, 0.7].map((factor) => {
    const [own, sisters] = [none(), none()]
    let told = 0
    for (let seed = 1; seed <= simulated; seed++) {
      const draw = normals(seed * 7919)
      const events = [90, 300, 560].map((from) => ({ from, to: from + 13 }))
      const within = (t: number) => events.some(({ from, to }) => t >= from && t <= to)
      const month = Array.from({ length: 30 }, () => Math.exp(0.06 * draw()))
      const sold = (mean: number, by: number) =>
        Float64Array.from({ length: 730 }, (_, t) => {
          const season = Math.exp(0.3 * Math.cos((2 * Math.PI * (t - 150)) / 365.25)) * (t % 7 > 4 ? 0.2 : 1.2)
          const expected = mean * season * month[Math.floor(t / 30)]! * (within(t) ? by : 1)
          return Math.max(0, Math.round(expected + Math.sqrt(1.6 * expected) * draw()))
        })
      const measured = (values: Float64Array) => measureEvents({ values, firstWeekday: 0, events })
      for (const { during } of measured(sold(30, 1.6))) count(own, during, 1.6)
      for (const { during } of measured(sold(90, factor))) {
        count(sisters, during, factor)
        if (during && (during.lo > 0 || during.hi < 0)) told++
      }
    }
    return `| ${factor} | ${share(own)} | ${share(sisters)} | ${wide(sisters)} | ${percent(told / sisters.of)} |`
  })
  return [
    `${simulated} simulated families a row, three promotions each of an item that sells 1.6 times as many.`,
    '',
    '| sisters sell | own effect inside | sisters inside | interval is wide | said that sisters differ |',
    '|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n')
}

function share({ inside, of }: Tally): string {
  return `${inside} of ${of}`
}

function wide({ width, of }: Tally): string {
  return (width / of).toFixed(2)
}

function percent(of: number): string {
  return `${(100 * of).toFixed(1)} %`
}
