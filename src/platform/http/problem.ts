import type { Context } from 'hono'
import type { Problem } from './contract.ts'

/** Refuses in the form of RFC 9457: what is wrong is the title, the way out the detail; beside them stand our own names for them. */
export function problemReply(context: Context, problem: Problem, status: number): Response {
  const { code, message, wayOut } = problem
  const standard = { type: `urn:drumbeat:${code}`, title: message, status, ...(wayOut && { detail: wayOut }) }
  return context.body(JSON.stringify({ ...standard, ...problem }), status as 400, {
    'content-type': 'application/problem+json',
  })
}
