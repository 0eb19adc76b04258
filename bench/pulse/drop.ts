import { pulseDemo } from '#pulse/demo.ts'
import { shareChange } from '#pulse/measures/share-change.ts'
import { movedSince, shareIn } from '#pulse/results/moved.ts'
import type { Results } from '#pulse/schema.ts'
import { generateDemoCompany } from '../../examples/demo-company/generate.ts'
import { pulseTruth } from '../../examples/demo-company/pulse.ts'

const SEEDS = 50
const SIZE = { accounts: 60, deals: 200, orderLines: 500 }

type Seen = { quiet: number; alarms: number; bareAlarms: number; isFound: boolean; isFoundBare: boolean; also: number }

/**
 * The planted drop of a driver over 50 demo companies, and how often quiet rounds show a move, at 5 % for all comparisons of
 * a round together; beside it the bare test of each comparison at 5 %.
 */
export async function run(): Promise<string> {
  const seen = Array.from({ length: SEEDS }, (_, at) => lookAt(`${at + 1}`))
  const sum = (of: (each: Seen) => number) => seen.reduce((total, each) => total + of(each), 0)
  const quiet = sum((each) => each.quiet)
  const percent = (count: number, of: number) => `${count} of ${of} (${((100 * count) / of).toFixed(1)} %)`
  return [
    `${SEEDS} demo companies of about 35 people, six monthly rounds each; in the last, ${pulseTruth.drop.driver} falls to ${100 * pulseTruth.drop.to} % favourable, everywhere.`,
    `- the drop is found: ${percent(
      sum((each) => Number(each.isFound)),
      SEEDS,
    )}; baseline, each comparison by itself: ${percent(
      sum((each) => Number(each.isFoundBare)),
      SEEDS,
    )}`,
    `- quiet rounds that show any move: ${percent(
      sum((each) => each.alarms),
      quiet,
    )}, stated at most 5 %; baseline: ${percent(
      sum((each) => each.bareAlarms),
      quiet,
    )}`,
    `- other drivers called moved in the round of the drop: ${percent(
      sum((each) => Number(each.also > 0)),
      SEEDS,
    )} of companies`,
  ].join('\n')
}

function lookAt(seed: string): Seen {
  const company = generateDemoCompany({ seed, today: '2026-11-02', size: SIZE })
  const table = pulseDemo(company).find(({ table: name }) => name === 'pulse.published')!
  const rounds = table.rows.map(({ results }) => JSON.parse(String(results)) as Results)
  const seen: Seen = { quiet: 0, alarms: 0, bareAlarms: 0, isFound: false, isFoundBare: false, also: 0 }
  for (const [at, now] of rounds.entries()) {
    const before = rounds[at - 1]
    if (!before) continue
    const moved = movedSince(now, [before]).filter(({ verdict }) => verdict === 'moved')
    const bare = bareMoves(now, before)
    if (at < rounds.length - 1) {
      seen.quiet++
      seen.alarms += Number(moved.length > 0)
      seen.bareAlarms += Number(bare.length > 0)
    } else {
      seen.isFound = moved.some(({ driver, difference }) => driver === pulseTruth.drop.driver && difference! < 0)
      seen.isFoundBare = bare.includes(pulseTruth.drop.driver)
      seen.also = moved.filter(({ driver }) => driver !== pulseTruth.drop.driver).length
    }
  }
  return seen
}

/** The drivers that a test of each comparison by itself calls moved. */
function bareMoves(now: Results, before: Results): string[] {
  return now.drivers.flatMap(({ driver, groups }) =>
    groups.flatMap(({ groupId, n, favourable }) => {
      const unitKey = now.groups.find(({ id }) => id === groupId)?.unitKey
      const then = shareIn(before, { driver, unitKey })
      if (!then || n === null || favourable === null) return []
      return shareChange(then, { n, favourable }).p <= 0.05 ? [driver] : []
    }),
  )
}
