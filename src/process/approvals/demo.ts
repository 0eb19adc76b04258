import { dayAfter } from '@drumbeat/periods'
import type { DemoCell } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'
import type { Terms } from '../rules/terms.ts'

type Row = Record<string, DemoCell>
type DemoRule = { id: string; name: string; terms: Terms }
type Given = { today: string; rules: DemoRule[]; idOf: (of: string) => string }

/** The discount desk: whom most people report to approves first, the head of sales above a fifth. */
export function demoDesk(world: DemoWorld, stageId: string, idOf: (of: string) => string): DemoRule[] {
  const reports = Map.groupBy(
    world.reportingLines.filter(({ ends_on }) => ends_on === null),
    ({ manager_id }) => manager_id,
  )
  const [first, second] = [...reports].sort((a, b) => b[1].length - a[1].length).map(([id]) => id)
  if (!first || !second) return []
  return [
    {
      id: idOf('rule desk'),
      name: 'Discount desk',
      terms: {
        kind: 'approval',
        stageId,
        levels: [
          { fromDiscount: 10, approverId: first, substituteId: second },
          { fromDiscount: 20, approverId: second, substituteId: null },
        ],
        answerWithinHours: 16,
      },
    },
  ]
}

/** Two discounts that wait for an answer. */
export function demoApprovals(world: DemoWorld, { today, rules, idOf }: Given): Row[] {
  const desk = rules.find(({ terms }) => terms.kind === 'approval')
  const negotiation = world.stages.find(({ name }) => name === 'Negotiation')!.id
  if (!desk) return []
  return world.deals
    .filter(({ stage_id }) => stage_id === negotiation)
    .slice(0, 2)
    .map((deal, at) => ({
      id: idOf(`approval ${deal.id}`),
      rule_id: desk.id,
      deal_id: deal.id,
      discount: at === 0 ? 12 : 22.5,
      reason: at === 0 ? 'They order for two years' : 'A competitor is a fifth cheaper',
      asked_at: `${dayAfter(today, -1 - 4 * at)}T15:00:00Z`,
    }))
}

/** Discounts that were decided in the last quarter, the next morning but for one in nine, which took a week. */
export function demoDecided(world: DemoWorld, { today, rules, idOf }: Given): { approvals: Row[]; answers: Row[] } {
  const desk = rules.find(({ terms }) => terms.kind === 'approval')
  if (desk?.terms.kind !== 'approval') return { approvals: [], answers: [] }
  const [first] = desk.terms.levels
  const asked = world.deals
    .filter((deal) => deal.closed_on !== null && deal.closed_on > dayAfter(today, -80) && deal.closed_on < today)
    .slice(0, 18)
    .map((deal, at) => ({ deal, on: dayAfter(deal.closed_on!, -9), takes: at % 9 === 4 ? 7 : 1 }))
  return {
    approvals: asked.map(({ deal, on }) => ({
      id: idOf(`approval ${deal.id}`),
      rule_id: desk.id,
      deal_id: deal.id,
      discount: 11,
      reason: 'They sign this month',
      asked_at: `${on}T15:00:00Z`,
    })),
    answers: asked.map(({ deal, on, takes }) => ({
      approval_id: idOf(`approval ${deal.id}`),
      level: 0,
      answer: deal.outcome === 'won' ? 'approved' : 'declined',
      person_id: first!.approverId,
      answered_at: `${dayAfter(on, takes)}T16:30:00Z`,
    })),
  }
}
