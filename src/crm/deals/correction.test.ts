import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correct } from './correction.ts'
import type { DealState } from './fields.ts'
import { type DealVersion, projection, stateAsOf } from './history.ts'

const state: DealState = {
  name: 'Pumps for Ohlsen',
  accountId: null,
  itemId: null,
  ownerId: 'ada',
  stageId: 'offer',
  forecastCategory: 'pipeline',
  amountMinor: 100_00,
  amountBasis: 'stated',
  currency: 'EUR',
  expectedClose: '2026-03-31',
  closedOn: null,
  fields: null,
}
const january: DealVersion = { id: 'a', validAt: '2026-01-05T09:00:00Z', recordedAt: '2026-01-05T09:00:00Z', retractedAt: null, importId: null, ...state } // biome-ignore format: one line reads better
const march: DealVersion = { ...january, id: 'b', validAt: '2026-03-02T09:00:00Z', recordedAt: '2026-03-02T09:00:00Z', stageId: 'won', forecastCategory: 'closed', closedOn: '2026-03-02' } // biome-ignore format: one line reads better

describe('a correction of the past', () => {
  const february = '2026-02-01T09:00:00Z'

  it('is carried into later versions that only held the old value', () => {
    const statements = correct([january, march], { validAt: february, changes: { amountMinor: 250_00 } })
    expect(statements?.map((each) => [each.validAt, each.state.amountMinor, each.state.stageId])).toEqual([
      [february, 250_00, 'offer'],
      [march.validAt, 250_00, 'won'],
    ])
  })

  it('stops where a later version set the value by itself', () => {
    const statements = correct([january, { ...march, amountMinor: 300_00 }], {
      validAt: february,
      changes: { amountMinor: 250_00, ownerId: 'bo' },
    })
    expect(statements?.map((each) => [each.state.amountMinor, each.state.ownerId])).toEqual([
      [250_00, 'bo'],
      [300_00, 'bo'],
    ])
  })

  it('of one field of a file is carried until that field changes, whatever the others say', () => {
    const inMarch = { ...march, fields: { Region: 'South' } }
    const inApril = { ...inMarch, id: 'c', validAt: '2026-04-01T09:00:00Z', fields: { Region: 'East', Tier: 'B' } }
    const changes = { fields: { Region: 'North', Tier: 'A', Origin: null } }
    const statements = correct([january, { ...inMarch, fields: null }, inApril], { validAt: february, changes })
    expect(statements?.map((each) => [each.validAt, each.state.fields])).toEqual([
      [february, { Region: 'North', Tier: 'A' }],
      [march.validAt, { Region: 'North', Tier: 'A' }],
    ])
    expect(correct([inMarch], { validAt: inMarch.validAt, changes: { fields: { Region: 'South' } } })).toEqual([])
  })

  it('of a stage leaves a later stage, its category and its close day alone', () => {
    const statements = correct([january, march], {
      validAt: february,
      changes: { stageId: 'talks', forecastCategory: 'commit' },
    })
    expect(statements).toHaveLength(1)
  })

  it('before the deal began is not possible, and one that changes nothing writes nothing', () => {
    expect(correct([january], { validAt: '2026-01-01T00:00:00Z', changes: { amountMinor: 1 } })).toBeNull()
    expect(correct([january], { validAt: february, changes: { amountMinor: 100_00 } })).toEqual([])
  })
})

describe('whatever the history', () => {
  const day = fc.integer({ min: 1, max: 9 })
  const event = fc.record({ day, field: fc.constantFrom('amountMinor', 'name', 'ownerId'), value: fc.nat({ max: 3 }) })

  it('a correction equals having known the change at its time', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), event, day, (events, late, asked) => {
        const inTime = events.toSorted((a, b) => a.day - b.day)
        const told = versionsOf(inTime)
        const validAt = instant(late.day)
        const statements = correct(told, { validAt, changes: { [late.field]: `${late.field} ${late.value}` } })
        const written = (statements ?? []).map((each, index) => ({
          ...each.state,
          id: `z${index}`,
          validAt: each.validAt,
          recordedAt: instant(20),
          retractedAt: null,
          importId: null,
        }))
        const before = inTime.filter((each) => each.day <= late.day)
        const after = inTime.filter((each) => each.day > late.day)
        const truth = versionsOf([...before, late, ...after])
        const when = { validBy: instant(asked), knownBy: instant(30) }
        const [got, expected] = [stateAsOf([...told, ...written], when), stateAsOf(truth, when)]
        // A version that repeats a value does not count as a change of it, so compare where the values differ.
        if (after.every((each) => changesValue(each, inTime))) {
          expect([got?.amountMinor, got?.name, got?.ownerId]).toEqual([
            expected?.amountMinor,
            expected?.name,
            expected?.ownerId,
          ])
        }
        expect(projection(told)).not.toBeNull()
      }),
      { numRuns: 1000 },
    )
  })

  type Event = { day: number; field: string; value: number }

  function versionsOf(events: Event[]): DealVersion[] {
    let current: DealVersion = { ...january, validAt: instant(0), recordedAt: instant(0), id: 'v0' }
    const versions = [current]
    events.forEach(({ day: at, field, value }, index) => {
      const times = { validAt: instant(at), recordedAt: instant(at), id: `v${index + 1}` }
      current = { ...current, [field]: `${field} ${value}`, ...times }
      versions.push(current)
    })
    return versions
  }

  /** Whether the field's value at the end of the event's instant differs from the one before that instant. */
  function changesValue({ day: at, field }: Event, events: Event[]): boolean {
    const ofField = events.filter((each) => each.field === field)
    const before = ofField.findLast((each) => each.day < at)
    return before?.value !== ofField.findLast((each) => each.day === at)?.value
  }
})

function instant(day: number): string {
  return `2026-01-${String(day + 1).padStart(2, '0')}T00:00:00Z`
}
