import {
  codeOf,
  type DealHistory,
  emptyHistory,
  NEVER,
  NO_DAY,
  placeDeal,
  reserveDeals,
} from '#pipeline/history/deal-history.ts'
import { type CurrentHistory, derivedFrom } from '#pipeline/history/derived.ts'
import type { Reference } from '#pipeline/reference/reference.ts'

export const today = 20_780

/** So many deals with so many changes each over three years, as their history lies in memory. */
export function syntheticHistory({
  deals,
  changes,
  seed,
}: {
  deals: number
  changes: number
  seed: number
}): CurrentHistory {
  const history = emptyHistory({ deals, versions: deals * changes })
  const reference = syntheticReference(history)
  reserveDeals(history, deals)
  const next = randomFrom(seed)
  const { versions } = history
  for (let deal = 0; deal < deals; deal++) {
    codeOf(history.deals, `00000000-0000-7000-8000-${deal.toString(16).padStart(12, '0')}`)
    const created = today - Math.floor(next() * 1095)
    history.createdOn[deal] = created
    const first = history.used
    const life = 20 + Math.floor(next() * 160)
    let [stage, owner, due] = [0, Math.floor(next() * 500), created + life]
    const outcome = next() < 0.4 ? 5 : 6
    let amount = Math.floor(next() * 1e7)
    for (let change = 0; change < changes; change++) {
      const row = history.used++
      const day = created + Math.floor((life * change) / (changes - 1))
      const isOver = change === changes - 1 && day <= today
      if (next() < 0.2) stage = Math.min(4, stage + 1)
      if (next() < 0.1) due += Math.floor(next() * 60) - 10
      if (next() < 0.15) amount = Math.floor(amount * (0.8 + next() * 0.4))
      if (next() < 0.03) owner = Math.floor(next() * 500)
      versions.validDay[row] = day
      versions.recordedDay[row] = day + (next() < 0.02 ? 10 : 0)
      versions.retractedDay[row] = NEVER
      versions.stage[row] = isOver ? outcome : stage
      versions.owner[row] = owner
      versions.account[row] = Math.floor(next() * 20_000)
      versions.item[row] = deal % 200
      versions.category[row] = isOver ? 3 : Math.min(2, stage >> 1)
      versions.amount[row] = amount
      versions.currency[row] = 0
      versions.expectedClose[row] = due
      versions.closedOn[row] = isOver ? day : NO_DAY
    }
    placeDeal(history, { deal, first, count: changes })
  }
  return derivedFrom(history, reference, 1)
}

function syntheticReference(history: DealHistory): Reference {
  const id = (kind: number, at: number) => `00000000-0000-7000-800${kind}-${at.toString(16).padStart(12, '0')}`
  const many = <Facts extends { id: string }>(
    count: number,
    dictionary: DealHistory['people'] | null,
    make: (at: number) => Facts,
  ) =>
    Array.from({ length: count }, (_, at) => {
      const facts = make(at)
      if (dictionary) codeOf(dictionary, facts.id)
      return facts
    })
  codeOf(history.currencies, 'USD')
  const people = many(500, history.people, (at) => ({ id: id(1, at), name: `Person ${at}`, leftOn: null }))
  const outcomes = ['open', 'open', 'open', 'open', 'open', 'won', 'lost'] as const
  return {
    currency: 'USD',
    digits: 2,
    timeZone: 'UTC',
    locale: 'en-US',
    calendar: { kind: 'month', startMonth: 1 },
    pipelines: [{ id: id(2, 0), name: 'Sales' }],
    stages: many(7, history.stages, (at) => ({
      id: id(3, at),
      name: `Stage ${at}`,
      pipelineId: id(2, 0),
      position: at + 1,
      outcome: outcomes[at]!,
      forecastCategory: 'pipeline' as const,
      probability: 1000 * at,
      former: [],
    })),
    people,
    accounts: many(20_000, history.accounts, (at) => ({
      id: id(4, at),
      name: `Account ${at}`,
      industry: `Sector ${at % 12}`,
      country: `Country ${at % 30}`,
      territoryId: null,
      parentId: null,
      revenueMinor: null,
      founded: null,
      employees: at,
    })),
    items: many(200, history.items, (at) => ({ id: id(5, at), name: `Item ${at}`, familyId: null, listMinor: null })),
    families: [],
    territories: [],
    teams: many(50, null, (at) => ({ id: id(6, at), name: `Team ${at}` })),
    lines: people
      .slice(1)
      .map((person, at) => ({ personId: person.id, toId: people[Math.floor(at / 10)]!.id, from: 0, until: NEVER })),
    members: people.map((person, at) => ({ personId: person.id, toId: id(6, at % 50), from: 0, until: NEVER })),
    currencies: [{ code: 'USD', digits: 2, rates: [] }],
  }
}

/** A small generator of even numbers in [0, 1) (mulberry32), the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
