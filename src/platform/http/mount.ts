import type { Context, Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import type { Scope, SignedIn } from '../auth/scope.ts'
import type { Caller } from '../auth/session.ts'
import type { Work } from '../transaction.ts'
import type { Workspace } from '../workspace.ts'
import type { Endpoint } from './contract.ts'
import { Refusal, refusal } from './refusal.ts'

export type Request<Params, Query, Body> = {
  workspace: Workspace
  work: Work
  user: SignedIn
  scope: Scope
  /** What the caller may do: of a token no more than its scopes. */
  permissions: ReadonlySet<string>
  params: Params
  query: Query
  body: Body
  context: Context
}

type Handler<E extends Endpoint> = (
  request: Request<z.output<E['params']>, z.output<E['query']>, z.output<E['body']>>,
) => Promise<z.input<E['reply']> | Response>

export type Mount = <E extends Endpoint>(endpoint: E, handle: Handler<E>) => void

/** How routes reach the app of one workspace: parse, authorise, call, reply. */
export function mountOn(options: {
  app: Hono
  workspace: Workspace
  callerOf: (context: Context) => Promise<Caller | null>
  /** Hold each reply against its contract (in tests): hono never does. */
  checkReplies: boolean
  declared?: (endpoint: Endpoint) => unknown
}): Mount {
  const { app, workspace, callerOf, checkReplies, declared } = options
  return (endpoint, handle) => {
    declared?.(endpoint)
    app.on(
      endpoint.method.toUpperCase(),
      endpoint.path.replace(/\{(\w+)\}/g, ':$1'),
      endpoint.raw ? anySize : jsonSize,
      async (context) => {
        const caller = endpoint.permission === 'public' ? null : await callerOf(context)
        if (endpoint.permission !== 'public') authorise({ caller, endpoint })
        const user = caller?.user ?? nobody
        const reply = await handle({
          workspace,
          work: { workspace, actor: caller?.actor ?? { kind: 'system', id: null, name: 'Nobody' } },
          user,
          scope: caller ? await workspace.scopeOf(user) : noScope,
          permissions: caller?.permissions ?? new Set(),
          params: parse(endpoint.params, context.req.param(), 'path') as never,
          query: parse(endpoint.query, context.req.query(), 'query') as never,
          body: (endpoint.raw ? {} : parse(endpoint.body, await bodyOf(context), 'body')) as never,
          context,
        })
        if (reply instanceof Response) return reply
        if (checkReplies) parse(endpoint.reply, JSON.parse(JSON.stringify(reply)), `reply of ${endpoint.path}`)
        return context.json(reply as never)
      },
    )
  }
}

const anySize: MiddlewareHandler = (_, next) => next()

/** Bodies that are read whole stay small. */
export const jsonSize = bodyLimit({
  maxSize: 2 * 1024 * 1024,
  onError: () => {
    throw refusal(413, {
      code: 'too-large',
      message: 'The body is larger than 2 MiB.',
      wayOut: 'Send files through an import.',
    })
  },
})

const nobody: SignedIn = { id: '', name: 'Nobody', email: '', role: '', personId: null }
const noScope: Scope = { userId: '', role: '', personId: null, deals: [], quotas: [], orders: [] }

function authorise({ caller, endpoint }: { caller: Caller | null; endpoint: Endpoint }): void {
  if (!caller) {
    throw refusal(401, {
      code: 'signed-out',
      message: 'Nobody is signed in.',
      wayOut: 'Sign in, or send an API token.',
    })
  }
  if (endpoint.permission !== 'signed-in' && !caller.permissions.has(endpoint.permission)) {
    throw refusal(403, {
      code: 'not-permitted',
      message: `${caller.user.name} lacks the permission ${endpoint.permission}.`,
      wayOut: 'Ask the owner of this workspace for a role that includes it.',
    })
  }
}

async function bodyOf(context: Context): Promise<unknown> {
  if (context.req.method === 'GET' || context.req.method === 'DELETE') return {}
  const text = await context.req.text()
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch (error) {
    throw refusal(400, { code: 'not-json', message: `The body is not JSON: ${(error as Error).message}.` })
  }
}

function parse(shape: z.ZodType, value: unknown, where: string): unknown {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  const first = problems[0]
  throw new Refusal(where.startsWith('reply') ? 500 : 400, {
    code: 'invalid',
    message: `The ${where} is not as it should be${first ? `: ${first.path || 'value'}: ${first.message}` : ''}.`,
    problems,
  })
}
