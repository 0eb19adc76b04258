import type { DemoCell } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'
import { decide, type Present } from './assignment.ts'
import type { TermsOf } from './terms.ts'

type Row = Record<string, DemoCell>
type DemoRule = { id: string; name: string; terms: TermsOf<'assignment'> }

const perWeek = 10
/** Minor units from which a deal is large. */
const large = 50_000_00

/** How the demo company hands out what nobody owns: website leads, and inbound deals, to those who got the newest ones. */
export function demoAssignments({ deals }: DemoWorld, idOf: (name: string) => string): DemoRule[] {
  const newest = newestDeals(deals)
  const pool = [...new Set(newest.map(({ owner_id }) => owner_id))].slice(0, 4)
  const [fallbackId] = pool
  if (fallbackId === undefined) return []
  const shared = {
    ...{
      kind: 'assignment' as const,
      stageId: null,
      territoryId: null,
      amountFromMinor: null,
      countries: [],
      industries: [],
    },
    pool: pool.map((personId, at) => ({ personId, weight: at === 0 ? 2 : 1, capacity: null, perWeek })),
    fallbackId,
  }
  return [
    {
      id: idOf('rule website'),
      name: 'Website leads',
      terms: { ...shared, of: 'leads', order: 10, sources: ['Website'] },
    },
    {
      id: idOf('rule inbound'),
      name: 'Large inbound deals',
      terms: { ...shared, of: 'deals', order: 10, sources: [], amountFromMinor: large },
    },
  ]
}

/** What the rule of inbound deals did with the newest deals of its pool, each with its explanation. */
export function demoAssigned(
  { deals, people }: DemoWorld,
  {
    rules,
    idOf,
  }: { rules: readonly { id: string; name: string; terms: { kind: string } }[]; idOf: (name: string) => string },
): Row[] {
  const rule = rules.find(({ name }) => name === 'Large inbound deals') as DemoRule | undefined
  if (!rule) return []
  const names = new Map(people.map(({ id, name }) => [id, name]))
  let last: string | null = null
  const taken = new Map<string, number>()
  return newestDeals(deals)
    .reverse()
    .filter(({ owner_id }) => rule.terms.pool.some(({ personId }) => personId === owner_id))
    .map((deal) => {
      const week = `${mondayOf(deal.created_on)} ${deal.owner_id}`
      const thisWeek = taken.get(week) ?? 0
      taken.set(week, thisWeek + 1)
      const name = names.get(deal.owner_id) ?? 'Somebody'
      const taker: Present = { personId: deal.owner_id, name, credit: 0, away: null, open: 0, thisWeek }
      const { says } = decide({
        rule: { place: 1, name: rule.name, terms: rule.terms },
        because: 'its amount',
        people: new Map([[deal.owner_id, taker]]),
        last,
        fallback: null,
      })
      last = name
      return {
        id: idOf(`assigned ${deal.id}`),
        rule_id: rule.id,
        deal_id: deal.id,
        person_id: deal.owner_id,
        at: `${deal.created_on}T09:00:00Z`,
        what: 'assigned',
        detail: says,
        amount_minor: deal.currency === 'USD' ? deal.amount_minor : null,
      }
    })
}

function newestDeals(deals: DemoWorld['deals']): DemoWorld['deals'][number][] {
  return deals
    .filter(({ amount_minor }) => (amount_minor ?? 0) >= large)
    .sort((a, b) => (a.created_on < b.created_on || (a.created_on === b.created_on && a.id < b.id) ? 1 : -1))
    .slice(0, 16)
}

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}
