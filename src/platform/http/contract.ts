import { z } from 'zod'
import type { PermissionName } from '../registry.ts'

type Shape = z.ZodType
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** One endpoint: what it takes, who may call it, what it answers. Shared by server, screens, CLI and tests. */
export type Endpoint<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Reply extends Shape = Shape,
> = {
  method: Method
  path: string
  /** 'signed-in' is any user, 'public' anybody. */
  permission: PermissionName
  summary: string
  params: Params
  query: Query
  body: Body
  reply: Reply
  /** The handler answers with a Response of its own (a download, an upload, a stream). */
  raw: boolean
  /** The media type of the body where it is not JSON. */
  takes?: string
  /** The media type of a protocol of others that the endpoint speaks: its answers and its refusals are in that one's form. */
  speaks?: string
  /** The reply holds a secret: it is sent once and kept nowhere. */
  secret: boolean
  /**
   * Nobody may learn who called, or when: no session, no log, no limit by address; a request that carries a cookie or a token
   * is refused. For paths without parameters.
   */
  anonymous: boolean
}

const nothing = z.object({})
type Nothing = typeof nothing

/** Declares an endpoint; what is left out is empty. */
export function endpoint<
  Params extends Shape = Nothing,
  Query extends Shape = Nothing,
  Body extends Shape = Nothing,
  Reply extends Shape = Nothing,
>(declared: {
  method: Method
  path: string
  permission: PermissionName
  summary: string
  params?: Params
  query?: Query
  body?: Body
  reply?: Reply
  raw?: boolean
  takes?: string
  speaks?: string
  secret?: boolean
  anonymous?: boolean
}): Endpoint<Params, Query, Body, Reply> {
  return {
    raw: false,
    secret: false,
    anonymous: false,
    ...declared,
    params: declared.params ?? (nothing as unknown as Params),
    query: declared.query ?? (nothing as unknown as Query),
    body: declared.body ?? (nothing as unknown as Body),
    reply: declared.reply ?? (nothing as unknown as Reply),
  }
}

// The words every contract uses for common values.
export const Id = z.uuid()
const withAYear = (text: string) => text >= '0100'
const yearNeeded = 'Write the year in full, as in 2026-11-23.'
export const Day = z.iso.date().refine(withAYear, yearNeeded)
export const Instant = z.iso.datetime({ offset: true }).refine(withAYear, yearNeeded)
/** Whole minor units of a currency (cents). */
export const MinorUnits = z.number().int()
/** An exact decimal as text. */
export const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/)
/** A list in the query: `a,b,c`. */
export const List = z.string().transform((text) => text.split(',').filter((part) => part !== ''))

/** An error: words for the user, the value in question, the way out. */
export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  wayOut: z.string().optional(),
  problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>

/** What it looks like on the wire, `application/problem+json` (RFC 9457). */
export const SentProblem = Problem.extend({
  type: z.string().describe('`urn:drumbeat:` and the code.'),
  title: z.string().describe('The message again, under the name that the standard gives it.'),
  status: z.number().int(),
  detail: z.string().optional().describe('The way out again.'),
})
