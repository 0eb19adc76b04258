import { expect, it } from 'vitest'
import { rowsAsked, rowsOf } from './plan-rows.ts'

it('the lines behind a figure are named by measure, family or resource, whatever the resource is called', () => {
  expect(rowsOf('hours', { resource: 'Press #1: left/right' })).toBe('hours:resource:Press #1: left/right')
  for (const asked of [
    { measure: 'lost' },
    { measure: 'demand', family: null },
    { measure: 'demand', family: '0190' },
    { measure: 'hours', resource: 'Press #1: left/right' },
    { measure: 'hours', resource: 'family:none' },
  ]) {
    const { measure, ...of } = asked
    expect(rowsAsked(rowsOf(measure, of))).toEqual(asked)
  }
})
