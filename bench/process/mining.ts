import { graphOf } from '#process/mining/graph.ts'
import { logOf, type RawEvent } from '#process/mining/log.ts'
import { variantsOf } from '#process/mining/variants.ts'

const EVENTS = 100_000

/** Mines 100,000 seeded events beside a plain sum over the same events, in the same process. */
export async function run(): Promise<string> {
  const events = seededEvents()
  const log = timed('cases put in order', () => logOf(events))
  const graph = timed('directly-follows graph with waiting times', () => graphOf(log.value))
  const variants = timed('variants', () => variantsOf(log.value))
  const plain = timed('baseline: a plain sum of the times', () => events.reduce((sum, { at }) => sum + at, 0))
  const lines = [log, graph, variants, plain].map(({ says, ms }) => `- ${says}: ${ms.toFixed(0)} ms`)
  return [
    `${EVENTS.toLocaleString('en-US')} events of ${log.value.caseIds.length.toLocaleString('en-US')} cases, ${graph.value.flows.length} flows, ${variants.value.length.toLocaleString('en-US')} variants:`,
    ...lines,
  ].join('\n')
}

function timed<T>(says: string, work: () => T): { says: string; ms: number; value: T } {
  const started = performance.now()
  const value = work()
  return { says, value, ms: performance.now() - started }
}

function seededEvents(): RawEvent[] {
  let state = 7
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  return Array.from({ length: EVENTS }, (_, nth) => ({
    caseId: String(Math.floor(nth / 8)),
    activity: `activity ${Math.floor(next() ** 2 * 20)}`,
    at: 1.7e12 + nth * 60_000 + next() * 3.6e6,
    amount: null,
  }))
}
