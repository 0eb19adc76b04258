import type { DealFacts } from '../deals/sets.ts'
import { NO_DAY } from '../history/deal-history.ts'
import { probabilityOn } from '../reference/reference.ts'
import type { Unit } from './definitions.ts'

/** Something that can be measured of each deal; `once` for what belongs to the account, which then counts once. */
export type Quantity = { words: string; unit: Unit; once?: boolean; of: (facts: DealFacts, deal: number) => number }

/** What figures are made of; NaN where a deal has none. */
export const quantities = {
  amount: { words: 'amount', unit: 'money', of: (facts, deal) => facts.worth(deal) },
  'first-amount': { words: 'first amount known', unit: 'money', of: (facts, deal) => facts.firstWorth(deal) },
  list: { words: 'list price', unit: 'money', of: listOf },
  discount: {
    words: 'discount (1 - amount / list price)',
    unit: 'share',
    of: (facts, deal) => 1 - facts.worth(deal) / (listOf(facts, deal) || Number.NaN),
  },
  'discount-amount': {
    words: 'list price less amount',
    unit: 'money',
    of: (facts, deal) => listOf(facts, deal) - facts.worth(deal),
  },
  days: { words: 'days from creation to close', unit: 'days', of: (facts, deal) => facts.cycle(deal) },
  age: { words: 'days from creation to the day looked at', unit: 'days', of: (facts, deal) => facts.age(deal) },
  'days-to-due': { words: 'days from the day looked at to the expected close', unit: 'days', of: daysToDue },
  probability: { words: 'probability of the stage', unit: 'share', of: probabilityOf },
  'account-revenue': {
    ...{ words: 'annual revenue of the accounts', unit: 'money', once: true },
    of: (facts, deal) => accountOf(facts, deal)?.revenueMinor ?? Number.NaN,
  },
  'account-employees': {
    ...{ words: 'employees of the accounts', unit: 'people', once: true },
    of: (facts, deal) => accountOf(facts, deal)?.employees ?? Number.NaN,
  },
  'account-founded': {
    ...{ words: 'founding year of the accounts', unit: 'year', once: true },
    of: (facts, deal) => accountOf(facts, deal)?.founded ?? Number.NaN,
  },
} as const satisfies Record<string, Quantity>
export type QuantityName = keyof typeof quantities

function listOf({ question, stand }: DealFacts, deal: number): number {
  const { items } = question.reference
  return items[question.history.versions.item[stand.rows[deal]!]!]?.listMinor ?? Number.NaN
}

function accountOf({ question, stand }: DealFacts, deal: number) {
  return question.reference.accounts[question.history.versions.account[stand.rows[deal]!]!]
}

function daysToDue({ question, stand }: DealFacts, deal: number): number {
  const due = question.history.versions.expectedClose[stand.rows[deal]!]!
  return due === NO_DAY ? Number.NaN : due - question.asOf
}

function probabilityOf({ question, stand }: DealFacts, deal: number): number {
  const stage = question.reference.stages[question.history.versions.stage[stand.rows[deal]!]!]!
  return probabilityOn(stage, question.asOf) / 10_000
}
