import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { SentProblem } from './contract.ts'
import { problemReply } from './problem.ts'

test('a refusal is a problem of RFC 9457, with our words under their own names too', async () => {
  const app = new Hono()
  const problem = { code: 'no-day', message: '"31.2." is no day.', wayOut: 'Answer with a day as 2026-11-23.' }
  app.get('/', (context) => problemReply(context, problem, 400))
  const reply = await app.request('/')
  expect(reply.headers.get('content-type')).toBe('application/problem+json')
  expect(SentProblem.parse(await reply.json())).toEqual({
    ...{ type: 'urn:drumbeat:no-day', title: problem.message, status: 400, detail: problem.wayOut },
    ...problem,
  })
})
