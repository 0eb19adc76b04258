import { categories, type DealHistory } from '../history/deal-history.ts'
import { type AccountFacts, type ByCode, type Named, present, type Reference } from '../reference/reference.ts'
import { belongingOn } from '../reference/tree.ts'
import { bandReader, priceReader } from './bands.ts'
import {
  type BandName,
  type DimensionName,
  fieldNamed,
  type SegmentName,
  segmentNamed,
  usualBands,
} from './dimension-names.ts'
import { periodDimension } from './period-dimensions.ts'

/** Tells each deal's segment by a key that says the same in every answer; `none` stands for "not filled". */
export type Dimension = {
  name: SegmentName
  keyOf: (row: number, deal: number) => string
  labelOf: (key: string) => string
  /** Where the key is one of a table, by a code that each version holds: told without reading each key. */
  coded?: { column: Int32Array; table: readonly string[] }
  /** Of a segment that tells deals apart by whose they are: the key of a person's, or of nobody's. */
  ofPerson?: (person: string | null) => string
  /** Of one that tells them apart by what they are of: the key of an item, by its code, or of none. */
  ofItem?: (item: number) => string
}

type Facts = { history: DealHistory; reference: Reference; day: number }

/** How deals are told apart on a day: by whom they belonged to then, and by what accounts and items are today. */
export function dimensionOn(asked: SegmentName, facts: Facts): Dimension {
  const field = fieldNamed(asked)
  if (field !== undefined) return fieldDimension(asked, { of: field.of, ...facts })
  const { name, bounds } = segmentNamed(asked)!
  if (Object.hasOwn(usualBands, name) && (name !== 'founded' || bounds)) {
    const keyOf = bandReader(name as BandName, { ...facts, bounds: bounds ?? usualBands[name as BandName] })
    return { name: asked, keyOf, labelOf: (key) => (key === 'none' ? (nothing[name] ?? 'None') : key) }
  }
  return plainDimension(name, facts)
}

function fieldDimension(name: SegmentName, { of, history, reference }: Facts & { of: 'deal' | 'account' }): Dimension {
  const values = reference.fields?.get(name)
  const { versions, accounts, deals } = history
  const labelOf = (key: string) => (key === 'none' ? 'None' : key)
  const idOf = (row: number, deal: number) => (of === 'deal' ? deals.ids[deal] : accounts.ids[versions.account[row]!])
  return { name, keyOf: (row, deal) => values?.get(idOf(row, deal) ?? '') ?? 'none', labelOf }
}

function plainDimension(name: DimensionName, facts: Facts): Dimension {
  const { history, reference } = facts
  const { versions } = history
  const named = (some: ByCode<Named>) => {
    const names = new Map(present(some).map((each) => [each.id, each.name]))
    return (key: string) => names.get(key) ?? nothing[name] ?? 'None'
  }
  const plain = (key: string) => (key === 'none' ? (nothing[name] ?? 'None') : key)
  const by = (column: Int32Array) => (table: readonly string[]) => ({
    keyOf: (row: number) => table[column[row]!] ?? 'none',
    coded: { column, table },
  })
  const [byOwner, byAccount, byItem, byStage] = [
    by(versions.owner),
    by(versions.account),
    by(versions.item),
    by(versions.stage),
  ]
  const { people, accounts, items, stages } = reference
  const ofAccount = (of: (account: AccountFacts) => string | null) =>
    byAccount(accounts.map((each) => (each && of(each)) ?? 'none'))
  switch (name) {
    case 'owner':
    case 'manager':
    case 'team': {
      const ofPerson = personKey(name, facts)
      const table = history.people.ids.map(ofPerson)
      return { name, ...byOwner(table), labelOf: named(name === 'team' ? reference.teams : people), ofPerson }
    }
    case 'territory':
      return {
        name,
        ...ofAccount(({ territoryId }) => territoryId),
        labelOf: named(reference.territories),
      }
    case 'family':
      return {
        name,
        ...byItem(itemKeys(name, facts)),
        labelOf: named(reference.families),
        ofItem: itemKey(name, facts),
      }
    case 'item':
      return { name, ...byItem(itemKeys(name, facts)), labelOf: named(items), ofItem: itemKey(name, facts) }
    case 'source':
      return { name, keyOf: (_, deal) => reference.sources?.get(history.deals.ids[deal]!) ?? 'none', labelOf: plain }
    case 'account':
      return { name, ...byAccount(history.accounts.ids), labelOf: named(accounts) }
    case 'sector':
      return { name, ...ofAccount(({ industry }) => industry), labelOf: plain }
    case 'country':
      return { name, ...ofAccount(({ country }) => country), labelOf: plain }
    case 'founded':
      return { name, ...ofAccount(({ founded }) => decadeOf(founded)), labelOf: plain }
    case 'parent':
      return { name, ...ofAccount(({ parentId }) => parentId), labelOf: named(accounts) }
    case 'account-group':
      return { name, ...byAccount(topmost(accounts)), labelOf: named(accounts) }
    case 'price':
      return { name, keyOf: priceReader(facts), labelOf: plain }
    case 'currency':
      return { name, keyOf: (row) => history.currencies.ids[versions.currency[row]!] ?? 'none', labelOf: plain }
    case 'pipeline':
      return { name, ...byStage(stages.map((each) => each?.pipelineId ?? 'none')), labelOf: named(reference.pipelines) }
    case 'stage':
      return { name, ...byStage(history.stages.ids), labelOf: named(stages) }
    case 'category':
      return { name, keyOf: (row) => categories[versions.category[row]!]!, labelOf: plain }
    case 'outcome':
      return { name, ...byStage(stages.map((each) => each?.outcome ?? 'none')), labelOf: plain }
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
  source: 'Without a lead that says one',
  item: 'Without an item',
  family: 'Without a family',
  size: 'Without an amount',
  parent: 'Without a parent',
  'account-group': 'Without an account',
  'cycle-days': 'Not closed, or without days',
  'open-age': 'Not open, or without a creation day',
  price: 'Without an amount or a list price',
  discount: 'Without an amount or a list price',
}

/** Tells the key of a person by themselves, or by whom or what they belong to on a day. */
export function personKey(
  name: 'owner' | 'manager' | 'team',
  { reference, day }: Pick<Facts, 'reference' | 'day'>,
): (person: string | null) => string {
  if (name === 'owner') return (person) => person ?? 'none'
  const on = belongingOn(name === 'manager' ? reference.lines : reference.members, day)
  return (person) => (person === null ? 'none' : (on.get(person) ?? 'none'))
}

/** Tells the key of an item by itself or by its family. */
export function itemKey(
  name: 'item' | 'family',
  facts: Pick<Facts, 'history' | 'reference'>,
): (item: number) => string {
  const keys = itemKeys(name, facts)
  return (item) => keys[item] ?? 'none'
}

function itemKeys(
  name: 'item' | 'family',
  { history, reference }: Pick<Facts, 'history' | 'reference'>,
): readonly string[] {
  return name === 'item' ? history.items.ids : reference.items.map((each) => each?.familyId ?? 'none')
}

function decadeOf(year: number | null): string {
  return year === null ? 'none' : `${Math.floor(year / 10) * 10}s`
}

/** For each account the one that belongs to no other, going up; itself where accounts belong to each other in a circle. */
function topmost(accounts: Reference['accounts']): string[] {
  const parents = new Map(present(accounts).map(({ id, parentId }) => [id, parentId]))
  return accounts.map((account) => {
    if (!account) return 'none'
    const { id } = account
    const met = new Set<string>()
    let at = id
    for (let up = parents.get(at); up && parents.has(up); up = parents.get(at)) {
      if (met.has(up)) return id
      met.add(up)
      at = up
    }
    return at
  })
}
