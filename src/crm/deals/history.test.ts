import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DealState } from './fields.ts'
import { type DealVersion, projection, stateAsOf, timeline } from './history.ts'

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

function version(given: Partial<DealVersion> & { id: string; validAt: string }): DealVersion {
  return { recordedAt: given.validAt, retractedAt: null, importId: null, ...state, ...given }
}

const created = version({ id: 'a', validAt: '2026-01-05T09:00:00Z' })
const won = version({ id: 'b', validAt: '2026-03-02T09:00:00Z', stageId: 'won', closedOn: '2026-03-02' })
const late = version({
  id: 'c',
  validAt: '2026-02-01T09:00:00Z',
  recordedAt: '2026-04-01T09:00:00Z',
  amountMinor: 250_00,
})
const all = [late, created, won]

describe('the state as of a day', () => {
  it('is the newest thing that was true and known by then', () => {
    expect(stateAsOf(all, { validBy: '2026-02-15T00:00:00Z', knownBy: '2026-02-15T00:00:00Z' })).toBe(created)
    expect(stateAsOf(all, { validBy: '2026-05-01T00:00:00Z', knownBy: '2026-05-01T00:00:00Z' })).toBe(won)
  })

  it('changes by a late correction when asked with what is known now, not with what was known then', () => {
    expect(stateAsOf(all, { validBy: '2026-02-15T00:00:00Z', knownBy: '2026-04-02T00:00:00Z' })).toBe(late)
    expect(stateAsOf(all, { validBy: '2026-02-15T00:00:00Z', knownBy: '2026-03-31T00:00:00Z' })).toBe(created)
  })

  it('is nothing before the deal began', () => {
    expect(stateAsOf(all, { validBy: '2026-01-01T00:00:00Z', knownBy: '2026-05-01T00:00:00Z' })).toBeNull()
  })

  it('still shows a retracted version to who asks for the time before its retraction', () => {
    const undone = { ...won, retractedAt: '2026-03-03T09:00:00Z' }
    const asOf = (knownBy: string) => stateAsOf([created, undone], { validBy: '2026-03-02T12:00:00Z', knownBy })
    expect(asOf('2026-03-02T12:00:00Z')).toBe(undone)
    expect(asOf('2026-03-03T09:00:00Z')).toBe(created)
    expect(projection([created, undone])).toBe(created)
  })

  it('agrees with a naive model that replays what was learned, at any pair of instants', () => {
    fc.assert(
      fc.property(fc.array(anyVersion(), { maxLength: 12 }), instant(), instant(), (raw, validBy, knownBy) => {
        const versions = raw.map((each, index) => version({ ...each, id: `v${String(index).padStart(2, '0')}` }))
        expect(stateAsOf(versions, { validBy, knownBy })).toBe(replay(versions, { validBy, knownBy }))
      }),
      { numRuns: 2000 },
    )
  })

  it('as of the end of time is the projection', () => {
    fc.assert(
      fc.property(fc.array(anyVersion(), { maxLength: 12 }), (raw) => {
        const versions = raw.map((each, index) => version({ ...each, id: `v${index}` }))
        const end = '9999-01-01T00:00:00Z'
        expect(projection(versions)).toBe(stateAsOf(versions, { validBy: end, knownBy: end }))
      }),
    )
  })
})

describe('the timeline', () => {
  it('tells each change from what stood before it, newest first', () => {
    const story = timeline(all)
    expect(story.map((entry) => entry.version.id)).toEqual(['b', 'c', 'a'])
    expect(story[1]?.changes).toEqual([{ field: 'amountMinor', from: 100_00, to: 250_00 }])
    expect(story[2]?.isFirst).toBe(true)
  })

  it('marks what was learned late and what rewrites the past', () => {
    const [ofWon, ofLate, ofCreated] = timeline(all)
    expect(ofLate).toMatchObject({ lateDays: 59, rewritesPast: true })
    expect(ofWon).toMatchObject({ lateDays: 0, rewritesPast: false })
    expect(ofCreated).toMatchObject({ lateDays: 0, rewritesPast: false })
  })

  it('does not call a history late only because a file brought it in', () => {
    const [entry] = timeline([{ ...created, importId: 'i', recordedAt: '2026-06-01T00:00:00Z' }])
    expect(entry).toMatchObject({ lateDays: 0, rewritesPast: false })
  })

  it('keeps a retracted version in sight without building on it', () => {
    const undone = { ...late, retractedAt: '2026-04-02T00:00:00Z' }
    const [ofWon, ofUndone] = timeline([created, undone, won])
    expect(ofUndone?.version.retractedAt).toBe('2026-04-02T00:00:00Z')
    expect(ofWon?.changes.map((change) => change.field)).toEqual(['stageId', 'closedOn'])
  })

  it('replayed from the beginning arrives at the projection', () => {
    fc.assert(
      fc.property(fc.array(anyVersion(), { minLength: 1, maxLength: 12 }), (raw) => {
        const versions = raw.map((each, index) => version({ ...each, id: `v${index}` }))
        const replayed: Record<string, unknown> = {}
        for (const entry of timeline(versions).reverse()) {
          if (entry.version.retractedAt) continue
          for (const change of entry.changes) replayed[change.field] = change.to
        }
        const now = projection(versions)
        if (now) expect(replayed.amountMinor ?? null).toBe(now.amountMinor)
      }),
    )
  })
})

// Few distinct instants, so that ties are common.
function instant() {
  return fc.integer({ min: 0, max: 8 }).map((day) => `2026-01-0${day + 1}T00:00:00Z`)
}

function anyVersion() {
  return fc.record({
    validAt: instant(),
    recordedAt: instant(),
    retractedAt: fc.option(instant()),
    amountMinor: fc.option(fc.integer({ min: 0, max: 5 })),
  })
}

/** The naive model: walk through all versions in the order of truth and learning, keeping the last that counts. */
function replay(versions: DealVersion[], { validBy, knownBy }: { validBy: string; knownBy: string }) {
  const ordered = [...versions].sort((a, b) =>
    `${a.validAt}|${a.recordedAt}|${a.id}` < `${b.validAt}|${b.recordedAt}|${b.id}` ? -1 : 1,
  )
  let state: DealVersion | null = null
  for (const each of ordered) {
    const gone = each.retractedAt !== null && each.retractedAt <= knownBy
    if (each.validAt <= validBy && each.recordedAt <= knownBy && !gone) state = each
  }
  return state
}
