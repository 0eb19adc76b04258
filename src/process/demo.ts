import { createHash } from 'node:crypto'
import { dayAfter, formatDay } from '@drumbeat/periods'
import type { Demo, DemoCell } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'
import { demoApprovals, demoDecided, demoDesk } from './approvals/demo.ts'
import { demoAssigned, demoAssignments } from './rules/demo.ts'
import type { Terms } from './rules/terms.ts'

type Row = Record<string, DemoCell>
type DemoRule = { id: string; name: string; terms: Terms }

/** The rules that the demo company set four months ago, what they did since, and why its deals were lost. */
export const processDemo: Demo = (world) => {
  const today = formatDay(world.truth.story.today)
  const rules = [...demoRules(world), ...demoAssignments(world, idOf)]
  const since = `${dayAfter(today, -120)}T08:00:00Z`
  const waiting = demoApprovals(world, { today, rules, idOf })
  const decided = demoDecided(world, { today, rules, idOf })
  return [
    {
      table: 'process.rule',
      rows: rules.map(({ id, name, terms }) => ({
        id,
        name,
        kind: terms.kind,
        terms: JSON.stringify(terms),
        stage_id: terms.stageId,
        added_at: since,
        changed_at: since,
      })),
    },
    {
      table: 'process.firing',
      rows: [...demoFirings(world, { today, rules }), ...demoAssigned(world, { rules, idOf })],
    },
    { table: 'process.approval', rows: [...waiting, ...decided.approvals] },
    { table: 'process.approval_answer', rows: decided.answers },
    { table: 'process.experiment', rows: demoExperiments(world, today) },
    { table: 'process.loss', rows: demoLosses(world) },
  ]
}

const reasons = ['Price', 'No budget', 'Competitor', 'No decision', 'Missing feature'] as const

function demoRules(world: DemoWorld): DemoRule[] {
  const stage = (name: string) => world.stages.find((each) => each.name === name)!.id
  return [
    {
      id: idOf('rule amount'),
      name: 'Proposals have an amount',
      terms: { kind: 'required fields', stageId: stage('Proposal'), fields: ['amount', 'expectedClose'] },
    },
    {
      id: idOf('rule loss'),
      name: 'Lost deals have a reason',
      terms: { kind: 'lost reason', stageId: stage('Lost'), reasons: [...reasons] },
    },
    {
      id: idOf('rule limit'),
      name: 'Proposals move within two weeks',
      terms: { kind: 'time limit', stageId: stage('Proposal'), hours: 80, escalateTo: 'manager' },
    },
    ...demoDesk(world, stage('Contract'), idOf),
    {
      id: idOf('rule playbook'),
      name: 'Negotiation checklist',
      terms: {
        kind: 'playbook',
        stageId: stage('Negotiation'),
        steps: [
          { title: 'Agree on the decision day', dueInDays: 2 },
          { title: 'Send the contract draft', dueInDays: 5 },
        ],
      },
    },
  ]
}

/** Deals whose opening in Proposal came without an amount at first: refused, and right a few hours later. */
function demoFirings(world: DemoWorld, { today, rules }: { today: string; rules: DemoRule[] }): Row[] {
  const [amount] = rules
  const from = dayAfter(today, -90)
  const proposal = world.stages.find(({ name }) => name === 'Proposal')!.id
  const entered = world.versions.filter(
    ({ stage_id, valid_at }) => stage_id === proposal && valid_at >= from && valid_at < today,
  )
  return entered.flatMap((version, at): Row[] => {
    if (at % 12 !== 0) return []
    const moment = Date.parse(version.valid_at)
    const row = (what: string, hours: number, detail: string): Row => ({
      id: idOf(`firing ${version.id} ${what}`),
      rule_id: amount!.id,
      deal_id: version.deal_id,
      at: new Date(moment - hours * 3_600_000).toISOString(),
      what,
      detail,
      amount_minor: version.currency === 'USD' ? version.amount_minor : null,
    })
    return [row('refused', 2 + (at % 5), 'From Proposal on, the amount is filled.'), row('passed', 0, '')]
  })
}

/** An experiment that has run for ten weeks. */
function demoExperiments(world: DemoWorld, today: string): Row[] {
  const [team] = world.teams.filter(({ territory_id }) => territory_id !== null)
  if (!team) return []
  return [
    {
      id: idOf('experiment'),
      name: 'Offers are called after',
      change: 'Two days after an offer went out, its owner calls.',
      metric: 'days in stage',
      stage_id: world.stages.find(({ name }) => name === 'Proposal')!.id,
      team_ids: `{${team.id}}`,
      drawn_by_lot: false,
      starts_on: dayAfter(today, -70),
      weeks: 13,
      added_at: `${dayAfter(today, -77)}T09:00:00Z`,
    },
  ]
}

/** Every lost deal has a reason; price most of all, and no decision where it dragged on. */
function demoLosses(world: DemoWorld): Row[] {
  return world.deals
    .filter(({ outcome }) => outcome === 'lost')
    .map((deal) => {
      const draw = Number.parseInt(idOf(`loss ${deal.id}`).slice(0, 6), 16) % 100
      const [price, budget, competitor, decision] = [38, 55, 74, 92]
      const at = [price, budget, competitor, decision].findIndex((edge) => draw < edge!)
      return {
        deal_id: deal.id,
        reason: reasons[at === -1 ? 4 : at]!,
        note: '',
        said_at: `${deal.closed_on}T16:00:00Z`,
      }
    })
}

/** An id that is the same on every run. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(`process ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
