import { expect, test } from 'vitest'
import { answersKept } from './answers.ts'

test('an answer is given again in the same state of the database, for a while, and in no other', () => {
  const answers = answersKept()
  answers.keep('deals', '10:12:', 1000, '[1]')
  expect(answers.find('deals', '10:12:', 2000)).toBe('[1]')
  expect(answers.find('people', '10:12:', 2000)).toBeUndefined()
  expect(answers.find('deals', '10:13:', 2000)).toBeUndefined()
  answers.keep('deals', '10:13:', 1000, '[2]')
  expect(answers.find('deals', '10:13:', 16_000)).toBeUndefined()
})

test('a clock that is set back finds nothing, and old answers go when there are too many', () => {
  const answers = answersKept({ most: 8 })
  answers.keep('a', 's', 1000, 'aaaa')
  answers.keep('b', 's', 1000, 'bbbb')
  answers.keep('c', 's', 1000, 'cccc')
  expect(['a', 'b', 'c'].map((question) => answers.find(question, 's', 1000))).toEqual([undefined, 'bbbb', 'cccc'])
  expect(answers.find('c', 's', 500)).toBeUndefined()
})
