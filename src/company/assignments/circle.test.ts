import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ReportingLine } from '../scope.ts'
import { circleClosedBy } from './circle.ts'

const line = (personId: string, managerId: string, startsOn = '2026-01-01', endsOn: string | null = null) => ({
  personId,
  managerId,
  startsOn,
  endsOn,
})

test('a manager cannot report to somebody below, however far down; the chain is told', () => {
  const lines = [line('bob', 'ada'), line('cleo', 'bob'), line('dan', 'cleo')]
  expect(circleClosedBy(lines, { personId: 'ada', managerId: 'dan', from: '2026-03-01' })).toEqual([
    'ada',
    'dan',
    'cleo',
    'bob',
    'ada',
  ])
  expect(circleClosedBy(lines, { personId: 'dan', managerId: 'ada', from: '2026-03-01' })).toBeNull()
})

test('a line that has ended closes no circle', () => {
  const lines = [line('bob', 'ada', '2026-01-01', '2026-03-01')]
  expect(circleClosedBy(lines, { personId: 'ada', managerId: 'bob', from: '2026-02-28' })).not.toBeNull()
  expect(circleClosedBy(lines, { personId: 'ada', managerId: 'bob', from: '2026-03-01' })).toBeNull()
})

test('a circle that would close only later, when a planned line begins, is found too', () => {
  const lines = [line('bob', 'ada', '2026-09-01')]
  expect(circleClosedBy(lines, { personId: 'ada', managerId: 'bob', from: '2026-03-01' })).toEqual([
    'ada',
    'bob',
    'ada',
  ])
})

test('where every change was let through, nobody is their own manager on any day', () => {
  const people = ['a', 'b', 'c', 'd', 'e']
  const days = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']
  const wish = fc.record({
    personId: fc.constantFrom(...people),
    managerId: fc.constantFrom(...people),
    from: fc.constantFrom(...days),
  })
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 25 }), (wishes) => {
      const lines: ReportingLine[] = []
      for (const each of wishes) {
        if (each.personId === each.managerId || lines.some((one) => one.personId === each.personId)) continue
        if (circleClosedBy(lines, each) === null) lines.push(line(each.personId, each.managerId, each.from))
      }
      for (const day of days) for (const person of people) expect(above(lines, person, day)).not.toContain(person)
    }),
  )
})

function above(lines: ReportingLine[], person: string, day: string): string[] {
  const found: string[] = []
  let next: string | undefined = person
  for (let step = 0; step < 10 && next !== undefined; step++) {
    next = lines.find((one) => one.personId === next && one.startsOn <= day)?.managerId
    if (next) found.push(next)
  }
  return found
}
