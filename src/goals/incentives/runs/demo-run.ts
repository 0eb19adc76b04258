import { createHash } from 'node:crypto'
import type { DemoTable } from '#platform/demo.ts'
import { multiply } from '#platform/numbers/decimal.ts'
import type { DemoWorld } from '#platform/registry.ts'
import type { Terms } from '../terms.ts'
import { creditedSales } from './credited.ts'
import type { Prepared } from './prepare.sql.ts'
import { lineRow, statementRow } from './rows.ts'
import type { Sale } from './sales.sql.ts'
import { statementsOf } from './statements.ts'

type Period = { from: string; to: string }

/** The run of the last ended quarter of the demo company, locked for payroll. */
export function demoRun(world: DemoWorld, { planId, terms }: { planId: string; terms: Terms }): DemoTable[] {
  const period = lastQuarter(world)
  const statements = statementsFor(world, { terms, planId, ...period })
  const runId = idOf('run')
  const at = `${period.to}T15:00:00Z`
  const rows = statements.map((each) => ({ ...each, id: idOf(`statement ${each.person.personId}`) }))
  const run = {
    id: runId,
    plan_id: planId,
    starts_on: period.from,
    ends_on: period.to,
    kind: 'first',
    currency: terms.currency,
  }
  return [
    {
      table: 'goals.incentive_run',
      rows: [{ ...run, terms: JSON.stringify(terms), problems: '[]', calculated_at: at }],
    },
    {
      table: 'goals.incentive_statement',
      rows: rows.map((each) => {
        const row = statementRow({ ...each, earnedBefore: 0 })
        return { ...row, run_id: runId, rules: JSON.stringify(row.rules) }
      }),
    },
    {
      table: 'goals.incentive_line',
      rows: rows.flatMap(({ id, statement }) =>
        statement.lines.map((line, position) => lineRow({ id, line, position })),
      ),
    },
    {
      table: 'goals.incentive_approval',
      rows: ['approved', 'locked'].map((step, nth) => ({
        id: idOf(step),
        run_id: runId,
        step,
        note: '',
        said_at: `${period.to}T1${6 + nth}:00:00Z`,
      })),
    },
  ]
}

function statementsFor(world: DemoWorld, { terms, planId, from, to }: Period & { terms: Terms; planId: string }) {
  const quotas = new Map(
    world.quotas
      .filter((quota) => quota.subject_kind === 'person' && quota.starts_on === from && quota.ends_on === to)
      .map((quota) => [quota.subject_id!, quota.amount_minor]),
  )
  const takers = [...quotas.keys()].map((personId) => ({ personId, startsOn: from, endsOn: null }))
  const { credits } = creditedSales({ sales: salesOf(world, { from, to }), takers, lines: [], to })
  const people = takers.map(({ personId }): Prepared => {
    const quotaMinor = quotas.get(personId)!
    const own = credits.get(personId) ?? []
    return {
      personId,
      personName: '',
      leftOn: null,
      rate: null,
      quotaMinor,
      quotaWithoutRate: null,
      quota: BigInt(quotaMinor) * 10_000n,
      credits: own,
      otherPlans: [],
    }
  })
  const earlier = { isFirst: true, earned: new Map(), owed: new Map(), credited: new Map() }
  const plan = { id: planId, name: '', addedAt: '', terms: [], participants: [] }
  return statementsOf({ plan, terms, minorDigits: 2, people, faults: [], earlier }, { from, today: to }).statements
}

function salesOf({ deals, rates, items, accounts }: DemoWorld, { from, to }: Period): Sale[] {
  const familyOf = new Map(items.map((item) => [item.id, item.family_id]))
  const territoryOf = new Map(accounts.map((account) => [account.id, account.territory_id]))
  return deals
    .filter(({ outcome, closed_on }) => outcome === 'won' && closed_on !== null && closed_on >= from && closed_on < to)
    .map((deal): Sale => {
      const stated = (deal.amount_minor / 100).toFixed(2)
      const rate =
        deal.currency === 'USD'
          ? '1'
          : rates.findLast((each) => each.code === deal.currency && each.starts_on <= deal.closed_on!)?.rate
      const about = {
        kind: 'deal' as const,
        id: deal.id,
        label: deal.name,
        day: deal.closed_on!,
        ownerId: deal.owner_id,
        splits: [],
      }
      const amount = rate === undefined ? null : multiply(stated, rate)
      const item = { itemId: deal.item_id, familyId: familyOf.get(deal.item_id) ?? null, name: null }
      return {
        ...about,
        territoryId: territoryOf.get(deal.account_id) ?? null,
        currency: deal.currency,
        stated,
        amount,
        parts: [{ ...item, amount, units: null }],
      }
    })
}

/** The last quarter for which people have quotas and that ended before the last deal closed. */
function lastQuarter({ quotas, deals }: DemoWorld): Period {
  const today = deals.reduce((day, { closed_on }) => (closed_on !== null && closed_on > day ? closed_on : day), '')
  const ended = quotas.filter(({ subject_kind, ends_on }) => subject_kind === 'person' && ends_on <= today)
  const last = ended.reduce((best, quota) => (quota.ends_on > best.ends_on ? quota : best))
  return { from: last.starts_on, to: last.ends_on }
}

/** An id that is the same on every run. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`goals.incentives ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
