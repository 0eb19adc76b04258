import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Assignment, planChange, runsOn } from './assignment.ts'

const first: Assignment = { id: '1', of: 'ada', startsOn: '2025-01-01', endsOn: '2026-01-01' }
const second: Assignment = { id: '2', of: 'bob', startsOn: '2026-01-01', endsOn: null }

describe('a change of manager or team from a day on', () => {
  test('ends the assignment that runs on that day and starts another', () => {
    expect(planChange([first, second], { from: '2026-07-01', to: 'cleo' })).toEqual({
      kind: 'change',
      end: second,
      remove: null,
      reopen: null,
      start: true,
    })
  })

  test('replaces an assignment that begins on that very day', () => {
    expect(planChange([first, second], { from: '2026-01-01', to: 'cleo' })).toMatchObject({ end: null, remove: second })
  })

  test('taken back on the same day leaves one assignment unbroken', () => {
    const mistaken: Assignment = { id: '3', of: 'cleo', startsOn: '2026-07-01', endsOn: null }
    const ended = { ...second, endsOn: '2026-07-01' }
    expect(planChange([first, ended, mistaken], { from: '2026-07-01', to: 'bob' })).toEqual({
      kind: 'change',
      end: null,
      remove: mistaken,
      reopen: ended,
      start: false,
    })
  })

  test('is refused where a later assignment stands, and names it', () => {
    expect(planChange([first, second], { from: '2025-06-01', to: 'cleo' })).toEqual({ kind: 'refused', later: second })
  })

  test('to nobody only ends what runs; to the same as now changes nothing', () => {
    expect(planChange([second], { from: '2026-07-01', to: null })).toMatchObject({ end: second, start: false })
    expect(planChange([second], { from: '2026-07-01', to: 'bob' })).toEqual({ kind: 'unchanged' })
    expect(planChange([], { from: '2026-07-01', to: null })).toEqual({ kind: 'unchanged' })
  })

  test('starts in a gap after an assignment that has ended', () => {
    expect(planChange([first], { from: '2026-07-01', to: 'bob' })).toMatchObject({
      end: null,
      remove: null,
      reopen: null,
      start: true,
    })
  })
})

const day = fc.integer({ min: 0, max: 400 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))

test('whatever is asked in whatever order, assignments never overlap and the last accepted wish holds from its day on', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ from: day, to: fc.option(fc.constantFrom('a', 'b', 'c')) }), { maxLength: 12 }),
      (wishes) => {
        let assignments: Assignment[] = []
        for (const [at, wish] of wishes.entries()) {
          const next = applied(assignments, { id: String(at), ...wish })
          if (!next) continue
          assignments = next
          expect(assignments.find((assignment) => runsOn(assignment, wish.from))?.of ?? null).toBe(wish.to)
          expect(assignments.find((assignment) => runsOn(assignment, '2099-01-01'))?.of ?? null).toBe(wish.to)
        }
        const sorted = [...assignments].sort((x, y) => (x.startsOn < y.startsOn ? -1 : 1))
        for (const [at, assignment] of sorted.entries()) {
          const later = sorted[at + 1]
          if (later) expect(assignment.endsOn !== null && assignment.endsOn <= later.startsOn).toBe(true)
          if (assignment.endsOn) expect(assignment.endsOn > assignment.startsOn).toBe(true)
        }
      },
    ),
  )
})

function applied(
  assignments: Assignment[],
  wish: { id: string; from: string; to: string | null },
): Assignment[] | null {
  const plan = planChange(assignments, wish)
  if (plan.kind === 'refused') return null
  if (plan.kind === 'unchanged') return assignments
  const kept = assignments
    .filter((assignment) => assignment !== plan.remove)
    .map((assignment) => (assignment === plan.end ? { ...assignment, endsOn: wish.from } : assignment))
    .map((assignment) => (assignment.id === plan.reopen?.id ? { ...assignment, endsOn: null } : assignment))
  return plan.start && wish.to ? [...kept, { id: wish.id, of: wish.to, startsOn: wish.from, endsOn: null }] : kept
}
