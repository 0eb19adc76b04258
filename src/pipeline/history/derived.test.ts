import { describe, expect, test } from 'vitest'
import type { Reference } from '../reference/reference.ts'
import { codeOf, dealCount, emptyHistory, NEVER, placeDeal, reserveVersions } from './deal-history.ts'
import { derivedAfter, derivedFrom } from './derived.ts'
import { stageVisits, type Visits, visitsKnownBy } from './visits.ts'

const now = { day: 60, knownBy: NEVER - 1 }
const moments = [now, { day: 20, knownBy: NEVER - 1 }, { day: 30, knownBy: 30 }, { day: 45, knownBy: 50 }]

describe('the next edition of a history', () => {
  test('says of every deal what a history read whole says', () => {
    const { history, place } = historyOf(40)
    const first = derivedFrom(history, {} as Reference, 1)
    for (const moment of moments) first.rowsOn(moment)
    first.visitsNow()
    for (const deal of [3, 17, 40]) place(deal, deal + 5)
    const next = derivedAfter(first, { reference: first.reference, deals: [3, 17, 40] })
    const whole = derivedFrom(history, {} as Reference, 2)
    for (const moment of moments) expect(next.rowsOn(moment)).toEqual(whole.rowsOn(moment))
    expect(waysIn(next.visitsNow(), dealCount(history))).toEqual(waysIn(whole.visitsNow(), dealCount(history)))
  })

  test('tells which deals changed since an earlier one, and that it cannot where more did', () => {
    const { history } = historyOf(5)
    const first = derivedFrom(history, {} as Reference, 1)
    const second = derivedAfter(first, { reference: first.reference, deals: [2] })
    const third = derivedAfter(second, { reference: first.reference, deals: [2, 4] })
    expect([third.changedSince(3), third.changedSince(2), third.changedSince(1)]).toEqual([[], [2, 4], [2, 4]])
    const imported = derivedAfter(third, { reference: {} as Reference, deals: [1] })
    expect([imported.changedSince(3), imported.changedSince(4)]).toEqual([null, []])
  })
})

test('the ways known by a day are those read anew from what was recorded by then', () => {
  const { history } = historyOf(40)
  const known = stageVisits(history, NEVER - 1)
  for (const day of [12, 20, 30, 44]) {
    const upTo = (visits: Visits) =>
      waysIn(visits, 40).map(([stage, entered]) => entered!.flatMap((on, at) => (on <= day ? [[on, stage![at]]] : [])))
    expect(upTo(visitsKnownBy(known, history, day))).toEqual(upTo(stageVisits(history, day)))
  }
})

/** Deals with versions of days and stages that follow from their numbers, some recorded late, some retracted. */
function historyOf(deals: number) {
  const history = emptyHistory({ deals, versions: deals * 4 })
  function place(deal: number, like: number) {
    codeOf(history.deals, `deal ${deal}`)
    const count = 2 + (like % 3)
    reserveVersions(history, count)
    const { versions, used: first } = history
    for (let nth = 0; nth < count; nth++) {
      const day = 5 + ((like * 7) % 30) + nth * 9
      versions.validDay[first + nth] = day
      versions.recordedDay[first + nth] = day + (like % 4 === 0 ? 12 : 0)
      versions.retractedDay[first + nth] = like % 5 === 0 && nth === 1 ? day + 15 : NEVER
      versions.stage[first + nth] = (like + nth * (like % 2)) % 4
    }
    placeDeal(history, { deal, first, count })
    history.used += count
  }
  for (let deal = 0; deal < deals; deal++) place(deal, deal)
  return { history, place }
}

function waysIn({ first, count, stage, entered }: Visits, deals: number) {
  return Array.from({ length: deals }, (_, deal) => {
    const [from, to] = [first[deal]!, first[deal]! + count[deal]!]
    return [[...stage.subarray(from, to)], [...entered.subarray(from, to)]]
  })
}
