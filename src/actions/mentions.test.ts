import { expect, test } from 'vitest'
import { mentionedIn, piecesOf, spelledOut, withMentions } from './mentions.ts'

const ann = { id: '0190a000-0000-7000-8000-000000000001', name: 'Ann' }
const annLee = { id: '0190a000-0000-7000-8000-000000000002', name: 'Ann Lee' }

test('a name that was chosen becomes a mention, and the longer of two names is not taken for the shorter', () => {
  expect(withMentions('@Ann Lee, ask @Ann', [ann, annLee])).toBe(`@[${annLee.id}], ask @[${ann.id}]`)
})

test('a text names each person once, whatever else stands in brackets', () => {
  expect(mentionedIn(`@[${ann.id}] and @[${ann.id}], not @[nobody] or [${annLee.id}]`)).toEqual([ann.id])
})

test('a text is read out with the names of today; who is unknown is somebody', () => {
  const text = `Please ask @[${ann.id}] or @[${annLee.id}].`
  expect(spelledOut(text, [{ ...ann, name: 'Ann Berg' }])).toBe('Please ask @Ann Berg or @somebody.')
  expect(piecesOf(text)).toEqual([
    { words: 'Please ask ' },
    { id: ann.id },
    { words: ' or ' },
    { id: annLee.id },
    { words: '.' },
  ])
})
