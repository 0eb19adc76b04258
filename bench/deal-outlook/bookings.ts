import {
  type Bookings,
  bookingsDistribution,
  comingDeals,
  commonSpread,
  fitHazard,
  type HazardScorer,
  hazardScorer,
  type PastPeriod,
  snapshotOf,
} from '@drumbeat/deal-outlook'
import { callsOn } from './simulated-calls.ts'
import { quarterDays, quarterEnd, type SimulatedDeal, simulatedCompany } from './simulated-company.ts'

/**
 * How often the 80 % range of a quarter's bookings holds what came, and the WAPE of the outlook beside the weighted pipeline, the sum of
 * the reps' calls and the same calls corrected for each rep's bias, at day 1, 30 and 60 of seeded quarters. Each company learns once from its first quarters and is then tried on later ones.
 * DRUMBEAT_QUARTERS says how many quarters in all (default 2000; 80 take a minute or two).
 */
export async function run(): Promise<string> {
  const wanted = Number(process.env.DRUMBEAT_QUARTERS ?? 2000)
  const companies = Math.ceil(wanted / triedQuarters)
  const tries = Array.from({ length: companies }, (_, seed) => triesOf(seed + 1)).flat()
  const lines = [
    `${companies} simulated companies, ${learnedQuarters} quarters learned from, ${triedQuarters} tried each; ${perQuarter} deals born a quarter.`,
    '',
    '| day | quarters | 80 % range holds | outlook WAPE | weighted pipeline WAPE | sum of calls WAPE | calls corrected WAPE | outlook bias |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ]
  for (const day of days) {
    const at = tries.filter((each) => each.day === day)
    const came = at.reduce((sum, { actual }) => sum + actual, 0)
    const wape = (value: (each: Try) => number) =>
      (100 * at.reduce((sum, each) => sum + Math.abs(value(each) - each.actual), 0)) / came
    const held = (100 * at.filter(({ actual, lo, hi }) => lo <= actual && actual <= hi).length) / at.length
    const bias = (100 * at.reduce((sum, { mean, actual }) => sum + mean - actual, 0)) / came
    const wapes = [
      wape(({ mean }) => mean),
      wape(({ weighted }) => weighted),
      wape(({ called }) => called),
      wape(({ corrected }) => corrected),
    ]
    const cells = [held, ...wapes, bias].map((value) => `${value.toFixed(1)} %`)
    lines.push(`| ${[day, at.length, ...cells].join(' | ')} |`)
  }
  return lines.join('\n')
}

interface Try {
  readonly day: number
  readonly actual: number
  readonly mean: number
  readonly lo: number
  readonly hi: number
  readonly weighted: number
  /** The sum of what the reps call, and of their calls corrected for bias. */
  readonly called: number
  readonly corrected: number
}

const [learnedQuarters, triedQuarters, perQuarter, days] = [12, 20, 60, [1, 30, 60]]
const features = [
  { name: 'sector', kind: 'category' as const },
  { name: 'rep', kind: 'category' as const },
  { name: 'amount', kind: 'numeric' as const },
  { name: 'stage', kind: 'category' as const },
]

function triesOf(seed: number): Try[] {
  const deals = simulatedCompany({ quarters: learnedQuarters + triedQuarters + 2, perQuarter, seed })
  const asOf = learnedQuarters * quarterDays
  // The last third of what is learned from tells how deals of a quarter share their luck: it is scored by a model of the earlier part.
  const earlier = (2 * asOf) / 3
  const histories = deals.map(({ history }) => history)
  const early = hazardScorer(
    fitHazard({ histories, features, asOf: earlier, periodEnd: quarterEnd, seed, mostRows }),
    quarterEnd,
  )
  const past = Array.from({ length: learnedQuarters / 3 }, (_, k) =>
    pastPeriod(deals, early, earlier + k * quarterDays),
  )
  const scorer = hazardScorer(
    fitHazard({ histories, features, asOf, periodEnd: quarterEnd, seed, mostRows }),
    quarterEnd,
  )
  const spread = commonSpread(past)
  const closed = deals.filter(({ history }) => history.closed!.on < asOf && history.closed!.as === 'won')
  const ratios = closed.map(({ stated, final }) => final / stated)
  const winRate = closed.length / deals.filter(({ history }) => history.closed!.on < asOf).length
  const calls = new Map(days.map((day) => [day, callsOn({ deals, day, learnedQuarters, seed })]))
  return Array.from({ length: triedQuarters }, (_, k) => learnedQuarters + k).flatMap((quarter) =>
    days.map((day) => ({
      ...tryOn({ deals, scorer, spread, ratios, winRate, quarter, day }),
      ...calls.get(day)!(quarter),
    })),
  )
}

const mostRows = 20_000

function pastPeriod(deals: readonly SimulatedDeal[], scorer: HazardScorer, from: number): PastPeriod {
  const open = openOn(deals, from)
  return {
    chances: open.map(({ history }) => scorer.winWithin(snapshotOf(history, from), quarterDays - 1)),
    won: open.map(({ history }) => (history.closed!.as === 'won' && history.closed!.on < from + quarterDays ? 1 : 0)),
  }
}

function tryOn(given: {
  deals: readonly SimulatedDeal[]
  scorer: HazardScorer
  spread: number
  ratios: readonly number[]
  winRate: number
  quarter: number
  day: number
}): Omit<Try, 'called' | 'corrected'> {
  const { deals, scorer, spread, ratios, winRate, quarter, day } = given
  const today = quarter * quarterDays + day - 1
  const end = (quarter + 1) * quarterDays
  const won = deals.filter(
    ({ history: { closed } }) => closed!.as === 'won' && closed!.on >= quarter * quarterDays && closed!.on < end,
  )
  const total = (some: readonly SimulatedDeal[]) => some.reduce((sum, { final }) => sum + final, 0)
  const open = openOn(deals, today)
  const bookings: Bookings = bookingsDistribution({
    closed: total(won.filter(({ history }) => history.closed!.on <= today)),
    open: open.map(({ history, stated }) => ({
      ...{ id: history.id, amount: stated },
      chance: scorer.winWithin(snapshotOf(history, today), end - 1 - today),
    })),
    coming: comingDeals({
      deals: deals.map(({ history, final }) => ({ ...history, amount: final })),
      ...{ today: today + 1, periodEnd: end },
      pastEnds: Array.from({ length: 8 }, (_, k) => (quarter - k) * quarterDays),
    }),
    ...{ ratios, spread },
  })
  const due = open.filter(({ history }) => (snapshotOf(history, today).expectedClose ?? end) < end)
  const pipeline = due.reduce((sum, { stated }) => sum + stated * winRate, 0)
  const weighted = total(won.filter(({ history }) => history.closed!.on <= today)) + pipeline
  return {
    day,
    actual: total(won),
    mean: bookings.mean,
    lo: bookings.quantile(0.1),
    hi: bookings.quantile(0.9),
    weighted,
  }
}

/** Deals open at the end of a day. */
function openOn(deals: readonly SimulatedDeal[], day: number): SimulatedDeal[] {
  return deals.filter(({ history: { createdOn, closed } }) => createdOn <= day && closed!.on > day)
}
