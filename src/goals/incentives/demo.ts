import type { DemoCell, DemoTable } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'
import { demoRun, idOf } from './runs/demo-run.ts'
import { Terms } from './terms.ts'

/**
 * The plan of the demo company's reps. Its second step is the planted truth: it doubles the rate for everything, already
 * half the quota on, so that most people reach it.
 */
export const demoTerms = {
  currency: 'USD',
  counts: 'deals',
  rules: [
    {
      kind: 'tiers',
      name: 'Commission',
      by: 'attainment',
      manner: 'retroactive',
      steps: [
        { from: '0', rate: '0.025' },
        { from: '0.5', rate: '0.05' },
      ],
      creditsOf: 'own',
    },
    { kind: 'accelerator', name: 'Above quota', above: '1', multiplier: '1.5', rate: '0.05', creditsOf: 'own' },
    {
      kind: 'spiff',
      name: 'Large deals',
      amount: '250',
      per: 'deal',
      creditsOf: 'own',
      appliesTo: { minimum: '60000' },
    },
  ],
  cap: '60000',
  draw: null,
  clawbackDays: 180,
  statedRates: {},
  creditedTwice: 'hold',
} as const

/** The demo company's incentive plan with its terms and its participants: everybody who carries a quota. */
export function incentivesDemo(world: DemoWorld): DemoTable[] {
  const { people, quotas } = world
  const first = quotas.map(({ starts_on }) => starts_on).sort()[0]!
  const planId = idOf('plan')
  const recorded_at = `${first}T09:00:00Z`
  const sellers = new Set(
    quotas.filter(({ subject_kind }) => subject_kind === 'person').map(({ subject_id }) => subject_id),
  )
  const participants = people
    .filter(({ id }) => sellers.has(id))
    .map(({ id, hired_on, left_on }) => ({
      id: idOf(`participant ${id}`),
      plan_id: planId,
      person_id: id,
      starts_on: [hired_on, first].sort()[1]!,
      ends_on: left_on,
      recorded_at,
    }))
    .filter(({ starts_on, ends_on }) => ends_on === null || ends_on > starts_on) as Record<string, DemoCell>[]
  return [
    { table: 'goals.incentive_plan', rows: [{ id: planId, name: 'Account executives', added_at: recorded_at }] },
    {
      table: 'goals.incentive_terms',
      rows: [{ id: idOf('terms'), plan_id: planId, starts_on: first, terms: JSON.stringify(demoTerms), recorded_at }],
    },
    { table: 'goals.incentive_participant', rows: participants },
    ...demoRun(world, { planId, terms: Terms.parse(demoTerms) }),
  ]
}
