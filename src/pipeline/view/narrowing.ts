import { parseDay } from '@drumbeat/periods'
import { type DealHistory, NO_DAY, NONE } from '../history/deal-history.ts'
import type { Reference } from '../reference/reference.ts'
import { membersOn, peopleBelow, withAllBelow } from '../reference/tree.ts'
import type { View } from '../schema.ts'
import type { DimensionName } from './dimension-names.ts'
import { dimensionOn } from './dimensions.ts'
import { idsIn } from './ids.ts'

type Asked = { history: DealHistory; reference: Reference; view: View }

/** Takes out of the versions of a day those that the question is not about. */
export function narrowing(asked: Asked): (day: number, rows: Int32Array) => void {
  const { history, reference } = asked
  const wanted = wantedKeys(asked)
  return (day, rows) => {
    const owners = ownersOn(asked, day)
    if (owners !== null) keepOwners(rows, history.versions.owner, owners)
    keepDays(asked, rows)
    for (const [name, keys] of wanted) {
      const { keyOf } = dimensionOn(name, { history, reference, day })
      for (let deal = 0; deal < rows.length; deal++) {
        const row = rows[deal]!
        if (row >= 0 && !keys.has(keyOf(row, deal))) rows[deal] = NONE
      }
    }
  }
}

function wantedKeys({ view, reference }: Asked): [DimensionName, ReadonlySet<string>][] {
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
  return asked.flatMap(([name, keys]) => (keys === undefined ? [] : [[name, new Set(keys)] as const])) as [
    DimensionName,
    ReadonlySet<string>,
  ][]
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

function keepOwners(rows: Int32Array, owner: Int32Array, owners: Uint8Array): void {
  for (let deal = 0; deal < rows.length; deal++) {
    const row = rows[deal]!
    if (row >= 0 && (owner[row]! < 0 || owners[owner[row]!] === 0)) rows[deal] = NONE
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
