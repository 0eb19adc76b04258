import { dayAfter } from '@drumbeat/periods'
import type { Written } from '#platform/numbers/written.ts'
import {
  type Arm,
  alwaysValid,
  armOf,
  differenceInDifferences,
  minimalDetectableEffect,
  verdictOf,
} from './experiments.ts'
import type { Observed } from './observed.sql.ts'
import type { Experiment, Metric } from './running-contract.ts'

export type Running = Pick<
  Experiment,
  | 'id'
  | 'name'
  | 'change'
  | 'metric'
  | 'stageId'
  | 'stageName'
  | 'teamIds'
  | 'teamNames'
  | 'drawnByLot'
  | 'startsOn'
  | 'weeks'
>
type Span = { from: string; to: string }

export const BEFORE_DAYS = 365
const confidence = 0.95

const lot = [
  'The teams were drawn by lot, so nothing else tells them apart.',
  'The cases are independent of each other.',
]
const trends = [
  'The teams were not drawn by lot: without the change they would have moved as the others did (parallel trends).',
  'Nothing else happened to only one side in the same time, and the change did not reach the others.',
  'The cases are independent of each other.',
]

/** What so many weeks can find, from the year before. */
export function powerOf(
  asked: Pick<Running, 'teamIds' | 'startsOn' | 'weeks'>,
  known: readonly Observed[],
): Experiment['power'] {
  const year = { from: dayAfter(asked.startsOn, -BEFORE_DAYS), to: asked.startsOn }
  const { treated, others } = armsOf(known, asked.teamIds, year)
  const all = armOf([...treated, ...others])
  const smaller = Math.min(treated.length, others.length)
  const perArm = Math.floor((smaller * asked.weeks * 7) / BEFORE_DAYS)
  const deviation = all.n < 10 || all.variance === 0 ? null : Math.sqrt(all.variance)
  return {
    deviation,
    expectedPerArm: perArm,
    minimalDetectableEffect:
      deviation === null || perArm < 2 ? null : minimalDetectableEffect({ deviation, perArm, confidence, power: 0.8 }),
  }
}

/** How an experiment stands: what was measured since, with an interval that holds on any day, and the verdict in words. */
export function judged(
  running: Running,
  known: readonly Observed[],
  by: { today: string; written: Written },
): Experiment {
  const { today, written } = by
  const { startsOn, weeks, teamIds, metric, drawnByLot } = running
  const endsOn = dayAfter(startsOn, weeks * 7)
  const before = armsOf(known, teamIds, { from: dayAfter(startsOn, -BEFORE_DAYS), to: startsOn })
  const since = armsOf(known, teamIds, { from: startsOn, to: endsOn })
  const [treated, others] = [armOf(since.treated), armOf(since.others)]
  const power = powerOf(running, known)
  const interval = alwaysValid({
    control: others,
    treatment: treated,
    confidence,
    planned: 2 * Math.max(10, power.expectedPerArm),
  })
  const change = changeOf({ before, treated, others })
  const isGoodUp = metric === 'win rate'
  const verdict = drawnByLot ? verdictOf(interval, isGoodUp) : verdictOf(interval && change, isGoodUp)
  const difference = treated.n > 0 && others.n > 0 ? treated.mean - others.mean : null
  return {
    ...running,
    endsOn,
    state: today < startsOn ? 'planned' : today < endsOn ? 'running' : 'over',
    power,
    before: { treated: shown(armOf(before.treated)), others: shown(armOf(before.others)) },
    since: { treated: shown(treated), others: shown(others) },
    difference,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    differenceInDifferences: change,
    assumptions: drawnByLot ? lot : trends,
    verdict,
    says: wordsFor({
      metric,
      verdict,
      effect: drawnByLot ? difference : (change?.effect ?? null),
      cases: treated.n,
      power,
      written,
    }),
  }
}

function armsOf(known: readonly Observed[], teamIds: readonly string[], { from, to }: Span) {
  const within = known.filter(({ on, teamId }) => teamId !== null && on >= from && on < to)
  const values = (isTreated: boolean) =>
    within.filter(({ teamId }) => teamIds.includes(teamId!) === isTreated).map(({ value }) => value)
  return { treated: values(true), others: values(false) }
}

/** The change of the treated less that of the others; null until each of the four has ten cases. */
function changeOf(of: {
  before: { treated: number[]; others: number[] }
  treated: Arm
  others: Arm
}): Experiment['differenceInDifferences'] {
  const [treatedBefore, otherBefore] = [armOf(of.before.treated), armOf(of.before.others)]
  if (Math.min(treatedBefore.n, otherBefore.n, of.treated.n, of.others.n) < 10) return null
  const { effect, low, high } = differenceInDifferences({
    treatedBefore,
    otherBefore,
    treatedAfter: of.treated,
    otherAfter: of.others,
    confidence,
  })
  return { effect, low, high }
}

function shown({ n, mean }: Arm): { n: number; mean: number | null } {
  return { n, mean: n === 0 ? null : mean }
}

function wordsFor(of: {
  metric: Metric
  verdict: Experiment['verdict']
  effect: number | null
  cases: number
  power: Experiment['power']
  written: Written
}): string {
  const { metric, verdict, effect, cases, power, written } = of
  const words = (value: number) =>
    metric === 'win rate'
      ? `${written.number(Math.abs(value) * 100, 1)} points`
      : `${written.number(Math.abs(value), 1)} days`
  const finds =
    power.minimalDetectableEffect === null ? '' : ` It is planned to find ${words(power.minimalDetectableEffect)}.`
  if (verdict === 'too few to say' || effect === null)
    return `${written.number(cases)} cases of the treated teams so far: each side needs at least ten before anything is said.${finds}`
  const side = `${words(effect)} ${effect < 0 ? 'less' : 'more'}`
  if (verdict === 'not told apart yet') return `${side} than the others, which may still be chance.${finds}`
  return `The change is ${verdict}: ${side}, and zero lies outside the ${written.percent(0.95)} interval.`
}
