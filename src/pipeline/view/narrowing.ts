import { parseDay } from '@drumbeat/periods'
import type { Scope } from '#platform/auth/scope.ts'
import { type DealHistory, NO_DAY, NONE } from '../history/deal-history.ts'
import { present, type Reference } from '../reference/reference.ts'
import { belongingOn, membersOn, peopleBelow, withAllBelow } from '../reference/tree.ts'
import type { View } from '../schema.ts'
import type { DimensionName, SegmentName } from './dimension-names.ts'
import { type Dimension, dimensionOn, itemKey, personKey } from './dimensions.ts'
import { idsIn, type NamedNoun } from './ids.ts'
import { type IsOf, itemSpans, type Products } from './products.ts'
import type { IsTheirs, Shared } from './shares.ts'

type Asked = { history: DealHistory; reference: Reference; view: View }

/** Takes out of the versions of a day those that the question is not about, and tells whose deals it is about. */
export type Narrowing = {
  keep: (day: number, rows: Int32Array, parts: { shared: Shared; products: () => Products }) => void
  /** Of what; null where it is about all. */
  ofWhat: IsOf | null
  /** Null where it is about everybody's. */
  whose: (day: number) => IsTheirs | null
}

/** Reads how a question is narrowed. A shared deal is in view as long as one of those who have part in it is, one with products as long as one of these is. */
export function narrowing(asked: Asked): Narrowing {
  const { history, reference } = asked
  const wanted = wantedKeys(asked)
  const [ofPeople, ofDeals] = [wanted.filter(isOfPeople), wanted.filter((each) => !isOfPeople(each))]
  const whose = (day: number): IsTheirs | null => {
    const owners = ownersOn(asked, day)
    if (owners === null && ofPeople.length === 0) return null
    const tests = ofPeople.map(({ segment, keys, isNot }) => {
      const keyOf = personKey(segment, { reference, day })
      return (person: string | null) => keys.has(keyOf(person)) !== isNot
    })
    return (person) =>
      (owners === null || (person !== null && owners[history.people.codes.get(person) ?? NONE] === 1)) &&
      tests.every((test) => test(person))
  }
  const ofWhat = itemsWanted(asked, ofDeals)
  const keep: Narrowing['keep'] = (day, rows, { shared, products: read }) => {
    const products = ofWhat === null ? null : read()
    const isTheirs = whose(day)
    if (isTheirs !== null) keepTheirs(rows, { history, shared, isTheirs })
    keepDays(asked, rows)
    for (const { segment, keys, isNot } of ofDeals) {
      const isIn = memberReader(dimensionOn(segment, { history, reference, day }), keys)
      const listed = isOfItems({ segment }) ? products : null
      for (let deal = 0; deal < rows.length; deal++) {
        const row = rows[deal]!
        if (row >= 0 && !listed?.has(deal) && isIn(row, deal) === isNot) rows[deal] = NONE
      }
    }
    if (ofWhat && products) keepOfThese(rows, { history, products, isOf: ofWhat })
  }
  return { keep, whose, ofWhat }
}

/** Whether a version is in one of some segments; where its key follows from a code, each code is looked up once. */
function memberReader({ keyOf, coded }: Dimension, keys: ReadonlySet<string>): (row: number, deal: number) => boolean {
  if (!coded) return (row, deal) => keys.has(keyOf(row, deal))
  // The place before the first is for versions without the thing.
  const members = Uint8Array.from(['none', ...coded.table], (key) => (keys.has(key) ? 1 : 0))
  return (row) => members[coded.column[row]! + 1] === 1
}

/** The people that a question narrowed by owner, manager, team or person is about, of those whose deals may be seen. */
export function peopleOf(asked: Asked, { scope, day }: { scope: Scope; day: number }): string[] {
  const { view, reference, history } = asked
  const owners = ownersOn(asked, day)
  const ids = idsIn(reference)
  const managers = view.manager && new Set(view.manager.map(ids('manager')))
  const named = view.owner && new Set(view.owner.map(ids('owner')))
  const reportsTo = belongingOn(reference.lines, day)
  const sees = scope.sees.deals
  return present(reference.people)
    .filter(({ id, leftOn }) => {
      if (sees !== 'all' && !sees.includes(id)) return false
      if (leftOn !== null && leftOn <= day) return false
      if (owners && owners[history.people.codes.get(id)!] !== 1) return false
      return (!named || named.has(id)) && (!managers || managers.has(reportsTo.get(id) ?? 'none'))
    })
    .map(({ id }) => id)
}

type Wanted<Segment = SegmentName> = { segment: Segment; keys: ReadonlySet<string>; isNot: boolean }

function isOfPeople(wanted: Wanted): wanted is Wanted<'owner' | 'manager' | 'team'> {
  return wanted.segment === 'owner' || wanted.segment === 'manager' || wanted.segment === 'team'
}

function isOfItems({ segment }: Pick<Wanted, 'segment'>): boolean {
  return segment === 'item' || segment === 'family'
}

/** Whether an item is among those a question is narrowed to. */
function itemsWanted({ history, reference }: Asked, wanted: readonly Wanted[]): IsOf | null {
  const tests = wanted.flatMap(({ segment, keys, isNot }) => {
    if (segment !== 'item' && segment !== 'family') return []
    const keyOf = itemKey(segment, { history, reference })
    return [(item: number) => keys.has(keyOf(item)) !== isNot]
  })
  return tests.length === 0 ? null : (item) => tests.every((test) => test(item))
}

/** Takes out deals with products of which none is looked at. */
function keepOfThese(
  rows: Int32Array,
  { history, products, isOf }: { history: DealHistory; products: Products; isOf: IsOf },
): void {
  for (const [deal, listed] of products) {
    const row = rows[deal] ?? NONE
    if (row >= 0 && !itemSpans(listed, history.versions.amount[row]!).some(({ item }) => isOf(item))) rows[deal] = NONE
  }
}

function wantedKeys({ view, reference }: Asked): Wanted[] {
  const one = (key: string | undefined) => (key === undefined ? undefined : [key])
  const ids = idsIn(reference)
  const asked: [DimensionName, readonly string[] | undefined][] = [
    ['owner', view.owner?.map(ids('owner'))],
    ['manager', view.manager?.map(ids('manager'))],
    ['pipeline', one(view.pipeline)?.map(ids('pipeline'))],
    ['territory', view.territory && [...withAllBelow(reference.territories, view.territory.map(ids('territory')))]],
    ['family', view.family?.map(ids('family'))],
    ['item', view.item?.map(ids('item'))],
    ['account', view.account?.map(ids('account'))],
    ['parent', view.parent?.map(ids('parent'))],
    ['stage', view.stage?.map(ids('stage'))],
    ['category', view.category],
    ['sector', one(view.sector)],
    ['country', one(view.country)],
    ['size', one(view.size)],
    ['employees', one(view.employees)],
    ['account-revenue', one(view['account-revenue'])],
    ['founded', one(view.founded)],
    ['currency', one(view.currency)],
    ['outcome', view.outcome],
  ]
  const plain = asked.flatMap(([segment, keys]) => (keys ? [{ segment, keys: new Set(keys), isNot: false }] : []))
  const conditions = (view.where ?? []).map(({ segment, keys, isNot }) => {
    const noun = nouns[segment]
    return { segment, keys: new Set(noun ? keys.map(ids(noun)) : keys), isNot }
  })
  return [...plain, ...conditions]
}

/** Segments that are asked for by name as well as by id. */
const nouns: Partial<Record<SegmentName, NamedNoun>> = {
  ...{ owner: 'owner', manager: 'manager', team: 'team', pipeline: 'pipeline', territory: 'territory' },
  ...{ family: 'family', item: 'item', account: 'account', parent: 'parent', 'account-group': 'account' },
  stage: 'stage',
}

/** Takes out deals that were not created, or not closed, between the days asked for. */
function keepDays({ history, view }: Asked, rows: Int32Array): void {
  const { closedOn } = history.versions
  const isIn = (day: number, from: string | undefined, to: string | undefined) =>
    (from === undefined && to === undefined) ||
    (day !== NO_DAY && (from === undefined || day >= parseDay(from)!) && (to === undefined || day <= parseDay(to)!))
  if (!view.createdFrom && !view.createdTo && !view.closedFrom && !view.closedTo) return
  for (let deal = 0; deal < rows.length; deal++) {
    const row = rows[deal]!
    if (row < 0) continue
    const isKept =
      isIn(history.createdOn[deal]!, view.createdFrom, view.createdTo) &&
      isIn(closedOn[row]!, view.closedFrom, view.closedTo)
    if (!isKept) rows[deal] = NONE
  }
}

function keepTheirs(
  rows: Int32Array,
  { history, shared, isTheirs }: { history: DealHistory; shared: Shared; isTheirs: IsTheirs },
): void {
  const { owner } = history.versions
  // The place before the first is nobody's.
  const theirs = Uint8Array.from([null, ...history.people.ids], (person) => (isTheirs(person) ? 1 : 0))
  for (let deal = 0; deal < rows.length; deal++) {
    const row = rows[deal]!
    if (row < 0 || theirs[owner[row]! + 1] === 1) continue
    if (!shared.get(deal)?.some(({ personId }) => isTheirs(personId))) rows[deal] = NONE
  }
}

/** Whose deals count on a day: a person with all below, a team's members; null when everybody's do. */
function ownersOn({ history, reference, view }: Asked, day: number): Uint8Array | null {
  if (view.person === undefined && view.team === undefined) return null
  const ids = idsIn(reference)
  const below = view.person && peopleBelow(reference.lines, { personId: ids('owner')(view.person), day })
  const members = view.team && membersOn(reference.members, { teamId: ids('team')(view.team), day })
  return Uint8Array.from(history.people.ids, (id) =>
    (!below || below.has(id)) && (!members || members.has(id)) ? 1 : 0,
  )
}
