import { z } from 'zod'

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
  /** A permission of roles.ts; 'signed-in' for any user, 'public' for anybody. */
  permission: string
  summary: string
  params: Params
  query: Query
  body: Body
  reply: Reply
  /** The handler answers with a Response of its own (a download, an upload, a stream). */
  raw: boolean
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
  permission: string
  summary: string
  params?: Params
  query?: Query
  body?: Body
  reply?: Reply
  raw?: boolean
}): Endpoint<Params, Query, Body, Reply> {
  return {
    raw: false,
    ...declared,
    params: declared.params ?? (nothing as unknown as Params),
    query: declared.query ?? (nothing as unknown as Query),
    body: declared.body ?? (nothing as unknown as Body),
    reply: declared.reply ?? (nothing as unknown as Reply),
  }
}

// The words every contract uses for common values.
export const Id = z.uuid()
export const Day = z.iso.date()
export const Instant = z.iso.datetime({ offset: true })
/** Whole minor units of a currency (cents). */
export const MinorUnits = z.number().int()
/** An exact decimal as text. */
export const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/)
/** A list in the query: `a,b,c`. */
export const List = z.string().transform((text) => text.split(',').filter((part) => part !== ''))

/** What an error looks like on the wire: words for the user, the value in question, the way out. */
export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  wayOut: z.string().optional(),
  problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>
