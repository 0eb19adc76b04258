import { expect, test } from 'vitest'
import { answersKept, questionsOf, watched } from './answers.ts'

const unchanged = async () => ({ changed: false, state: '20:20:' })
const texts = async (answers: ReturnType<typeof answersKept>, question: string, state: string, now: number) =>
  (await answers.find([question], state, now))?.text

test('an answer is given again in the same state of the database, for a while', async () => {
  const answers = answersKept(async () => ({ changed: true, state: '10:13:' }))
  answers.keep('deals', { state: '10:12:', tables: ['crm.deal'], text: '[1]' }, 1000)
  expect(await texts(answers, 'deals', '10:12:', 2000)).toBe('[1]')
  expect(await texts(answers, 'people', '10:12:', 2000)).toBeUndefined()
  expect(await texts(answers, 'deals', '10:13:', 2000)).toBeUndefined()
  answers.keep('deals', { state: '10:13:', tables: ['crm.deal'], text: '[2]' }, 1000)
  expect(await texts(answers, 'deals', '10:13:', 31_000)).toBeUndefined()
})

test('in another state it is given again while none of its tables has changed; where these cannot be told, it is not', async () => {
  const asked: unknown[] = []
  const answers = answersKept(async (question) => {
    asked.push(question)
    return { changed: false, state: '20:20:' }
  })
  answers.keep('deals', { state: '10:12:', tables: ['crm.deal'], text: '[1]' }, 1000)
  expect(await texts(answers, 'deals', '15:15:', 2000)).toBe('[1]')
  expect(await texts(answers, 'deals', '20:20:', 2000)).toBe('[1]')
  expect(asked).toEqual([{ tables: ['crm.deal'], state: '10:12:' }])
  answers.keep('waiting', { state: '10:12:', tables: null, text: '[1]' }, 1000)
  expect(await texts(answers, 'waiting', '15:15:', 2000)).toBeUndefined()
})

test('a clock that is set back finds nothing, and old answers go when there are too many', async () => {
  const answers = answersKept(unchanged, { most: 8 })
  for (const name of ['a', 'b', 'c']) answers.keep(name, { state: 's', tables: [], text: name.repeat(4) }, 1000)
  const found = await Promise.all(['a', 'b', 'c'].map((question) => texts(answers, question, 's', 1000)))
  expect(found).toEqual([undefined, 'bbbb', 'cccc'])
  expect(await texts(answers, 'c', 's', 500)).toBeUndefined()
})

test('whom an answer is for is told by what its handler looks at', () => {
  const asked = { workspace: 1, user: { id: 'kim' }, scope: { userId: 'kim', sees: { deals: 'all' } } }
  const readershipOf = (handle: (request: typeof asked) => unknown) => {
    const { request, readership } = watched(asked, ['workspace'])
    handle(request)
    return readership()
  }
  expect(readershipOf(({ workspace }) => workspace)).toBe('everybody')
  expect(readershipOf(({ scope }) => scope)).toBe('everybody')
  expect(readershipOf(({ scope }) => scope.sees.deals)).toBe('who sees the same')
  expect(readershipOf(({ scope }) => [scope.userId, scope.sees])).toBe('one caller')
  expect(readershipOf(({ scope }) => ({ ...scope }))).toBe('one caller')
  expect(readershipOf(({ user }) => user)).toBe('one caller')
  expect(readershipOf((request) => ({ ...request }))).toBe('one caller')
})

test('people who see the same share a question; one caller shares it with nobody else', () => {
  const user = { id: 'kim', name: 'Kim', email: 'kim@example.com', role: 'rep', personId: null }
  const asker = { user, sessionId: 's1', permissions: new Set(['deals:read']), sees: { deals: ['p1'] } }
  const kim = questionsOf('/api/deals', asker)
  const lee = questionsOf('/api/deals', { ...asker, user: { ...user, id: 'lee' }, sessionId: 's2' })
  const max = questionsOf('/api/deals', { ...asker, sees: { deals: 'all' } })
  expect(kim['who sees the same']).toBe(lee['who sees the same'])
  expect(kim['one caller']).not.toBe(lee['one caller'])
  expect(kim['who sees the same']).not.toBe(max['who sees the same'])
  expect(kim.everybody).toBe(max.everybody)
})
