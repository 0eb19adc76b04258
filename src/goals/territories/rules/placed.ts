import type { RuleTerms } from './terms.ts'

export type RuledAccount = {
  id: string
  name: string
  country: string | null
  industry: string | null
  employees: number | null
  revenueMinor: number | null
  territoryId: string | null
  potential: number
}
export type TerritoryRule = { id: string; territoryId: string; terms: RuleTerms }

export type Placed = {
  /** Accounts that would change hands, with the only territory that wants them. */
  moves: { account: RuledAccount; toTerritoryId: string }[]
  /** Accounts that no rule takes. */
  unassigned: RuledAccount[]
  /** Accounts that rules of several territories take: nobody decides for them. */
  doubly: { account: RuledAccount; territoryIds: string[] }[]
  /** Accounts that stay where they are. */
  staying: number
}

/** What rules make of the accounts. Those that name an account outrank the others; a contradiction moves nothing. */
export function placed(accounts: readonly RuledAccount[], rules: readonly TerritoryRule[]): Placed {
  const found: Placed = { moves: [], unassigned: [], doubly: [], staying: 0 }
  const named = rules.map(({ terms, ...rule }) => ({ ...rule, ids: new Set(terms.accountIds) }))
  for (const account of accounts) {
    const byName = named.filter(({ ids }) => ids.has(account.id))
    const fitting = byName.length > 0 ? byName : rules.filter(({ terms }) => fits(account, terms))
    const territories = [...new Set(fitting.map(({ territoryId }) => territoryId))]
    const [only] = territories
    if (only === undefined) found.unassigned.push(account)
    else if (territories.length > 1) found.doubly.push({ account, territoryIds: territories })
    else if (only === account.territoryId) found.staying += 1
    else found.moves.push({ account, toTerritoryId: only })
  }
  return found
}

/** Whether an account fits the place, segment and size of a rule; a rule that only names accounts fits no other. */
function fits(account: RuledAccount, terms: RuleTerms): boolean {
  const { countries, industries, employeesFrom, employeesBelow, revenueFromMinor, revenueBelowMinor } = terms
  const sizes = [employeesFrom, employeesBelow, revenueFromMinor, revenueBelowMinor]
  if (countries.length + industries.length === 0 && sizes.every((size) => size === null)) return false
  return (
    isAmong(account.country, countries) &&
    isAmong(account.industry, industries) &&
    isWithin(account.employees, employeesFrom, employeesBelow) &&
    isWithin(account.revenueMinor, revenueFromMinor, revenueBelowMinor)
  )
}

function isAmong(value: string | null, words: readonly string[]): boolean {
  return words.length === 0 || (value !== null && words.some((word) => word.toLowerCase() === value.toLowerCase()))
}

function isWithin(value: number | null, from: number | null, below: number | null): boolean {
  if (from === null && below === null) return true
  return value !== null && (from === null || value >= from) && (below === null || value < below)
}
