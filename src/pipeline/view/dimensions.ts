import { categories, type DealHistory, NO_DAY } from '../history/deal-history.ts'
import type { Reference } from '../reference/reference.ts'
import { belongingOn } from '../reference/tree.ts'
import type { DimensionName } from './dimension-names.ts'
import { periodDimension } from './period-dimensions.ts'

/** Tells each deal's segment by a key that says the same in every answer; `none` stands for "not filled". */
export type Dimension = {
  name: DimensionName
  keyOf: (row: number, deal: number) => string
  labelOf: (key: string) => string
}

type Facts = { history: DealHistory; reference: Reference; day: number }

/** How deals are told apart on a day: by whom they belonged to then, and by what accounts and items are today. */
export function dimensionOn(name: DimensionName, facts: Facts): Dimension {
  const { history, reference } = facts
  const { versions } = history
  const named = (some: readonly { id: string; name: string }[]) => {
    const names = new Map(some.map((each) => [each.id, each.name]))
    return (key: string) => names.get(key) ?? nothing[name] ?? 'None'
  }
  const plain = (key: string) => (key === 'none' ? (nothing[name] ?? 'None') : key)
  const byOwner = (table: readonly string[]) => (row: number) => table[versions.owner[row]!] ?? 'none'
  const byAccount = (table: readonly string[]) => (row: number) => table[versions.account[row]!] ?? 'none'
  const byItem = (table: readonly string[]) => (row: number) => table[versions.item[row]!] ?? 'none'
  const byStage = (table: readonly string[]) => (row: number) => table[versions.stage[row]!] ?? 'none'
  const { people, accounts, items, stages } = reference
  switch (name) {
    case 'owner':
      return { name, keyOf: byOwner(history.people.ids), labelOf: named(people) }
    case 'manager':
      return { name, keyOf: byOwner(belonging(reference.lines, facts)), labelOf: named(people) }
    case 'team':
      return { name, keyOf: byOwner(belonging(reference.members, facts)), labelOf: named(reference.teams) }
    case 'territory':
      return {
        name,
        keyOf: byAccount(accounts.map((each) => each.territoryId ?? 'none')),
        labelOf: named(reference.territories),
      }
    case 'family':
      return { name, keyOf: byItem(items.map((each) => each.familyId ?? 'none')), labelOf: named(reference.families) }
    case 'item':
      return { name, keyOf: byItem(history.items.ids), labelOf: named(items) }
    case 'account':
      return { name, keyOf: byAccount(history.accounts.ids), labelOf: named(accounts) }
    case 'sector':
      return { name, keyOf: byAccount(accounts.map((each) => each.industry ?? 'none')), labelOf: plain }
    case 'country':
      return { name, keyOf: byAccount(accounts.map((each) => each.country ?? 'none')), labelOf: plain }
    case 'employees':
      return { name, keyOf: byAccount(accounts.map((each) => bandOf(each.employees))), labelOf: plain }
    case 'account-revenue':
      return {
        name,
        keyOf: byAccount(accounts.map((each) => revenueBand(each.revenueMinor, reference))),
        labelOf: plain,
      }
    case 'founded':
      return { name, keyOf: byAccount(accounts.map((each) => decadeOf(each.founded))), labelOf: plain }
    case 'parent':
      return { name, keyOf: byAccount(accounts.map((each) => each.parentId ?? 'none')), labelOf: named(accounts) }
    case 'cycle-days':
      return {
        name,
        keyOf: (row, deal) => cycleBand(versions.closedOn[row]!, history.createdOn[deal]!),
        labelOf: plain,
      }
    case 'size':
      return { name, keyOf: (row) => sizeBand(versions.amount[row]!, digitsOf(facts, row)), labelOf: plain }
    case 'currency':
      return { name, keyOf: (row) => history.currencies.ids[versions.currency[row]!] ?? 'none', labelOf: plain }
    case 'pipeline':
      return { name, keyOf: byStage(stages.map((each) => each.pipelineId)), labelOf: named(reference.pipelines) }
    case 'stage':
      return { name, keyOf: byStage(history.stages.ids), labelOf: named(stages) }
    case 'category':
      return { name, keyOf: (row) => categories[versions.category[row]!]!, labelOf: plain }
    case 'outcome':
      return { name, keyOf: byStage(stages.map((each) => each.outcome)), labelOf: plain }
    default:
      return periodDimension(name, facts)
  }
}

const nothing: Partial<Record<DimensionName, string>> = {
  owner: 'Nobody',
  manager: 'Without a manager',
  team: 'Without a team',
  territory: 'Without a territory',
  account: 'Without an account',
  item: 'Without an item',
  family: 'Without a family',
  size: 'Without an amount',
  parent: 'Without a parent',
  'cycle-days': 'Not closed, or without days',
}

function belonging(dated: Reference['lines'], { history, day }: Facts): string[] {
  const on = belongingOn(dated, day)
  return history.people.ids.map((id) => on.get(id) ?? 'none')
}

function digitsOf({ history, reference }: Facts, row: number): number {
  return reference.currencies[history.versions.currency[row]!]?.digits ?? 2
}

const sizes = [1_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000]

/** The band of an amount in units of its own currency. */
function sizeBand(minor: number, digits: number): string {
  if (Number.isNaN(minor)) return 'none'
  return banded(minor / 10 ** digits, sizes)
}

function bandOf(employees: number | null): string {
  return employees === null ? 'none' : banded(employees, [50, 200, 500, 1_000, 5_000, 10_000])
}

/** The band of an account's annual revenue in units of the company currency. */
function revenueBand(minor: number | null, { digits }: Reference): string {
  if (minor === null) return 'none'
  return banded(minor / 10 ** digits, [10e6, 100e6, 500e6, 1_000e6, 2_500e6, 5_000e6, 10_000e6])
}

function decadeOf(year: number | null): string {
  return year === null ? 'none' : `${Math.floor(year / 10) * 10}s`
}

function cycleBand(closed: number, created: number): string {
  if (closed === NO_DAY || created === NO_DAY) return 'none'
  return banded(closed - created, [15, 31, 61, 91, 121, 181, 366])
}

function banded(value: number, bounds: readonly number[]): string {
  const at = bounds.findIndex((bound) => value < bound)
  if (at === 0) return `below ${bounds[0]}`
  return at === -1 ? `${bounds.at(-1)} and above` : `${bounds[at - 1]} to ${bounds[at]}`
}
