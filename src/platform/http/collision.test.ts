import { expect, test } from 'vitest'
import { collisionOf } from './collision.ts'

test('a name that was taken meanwhile is told with its value', () => {
  const taken = { code: '23505', table: 'pipeline', detail: 'Key (name)=(Europe, north) already exists.' }
  expect(collisionOf(taken)).toMatchObject({
    code: 'taken',
    message: 'Another pipeline with the name Europe, north is there already.',
  })
})

test('of a key in parts only what people know is told', () => {
  const taken = { code: '23505', table: 'stage', detail: 'Key (pipeline_id, name)=(0190a0, Won, late) already exists.' }
  expect(collisionOf(taken)!.message).toBe('Another stage with the name Won, late is there already.')
})

test('overlapping times and things that are gone are told as such; all else is no collision', () => {
  expect(collisionOf({ code: '23P01', table: 'reporting_line' })!.message).toContain('This reporting line overlaps')
  expect(collisionOf({ code: '23503', table: 'deal' })!.code).toBe('gone')
  expect(collisionOf(new Error('x'))).toBeNull()
  expect(collisionOf({ code: '40001' })).toBeNull()
})
