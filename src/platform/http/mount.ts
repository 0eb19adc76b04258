import type { Context, Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import { noScope, type Scope, type SignedIn } from '../auth/scope.ts'
import { type Caller, permissionsOf } from '../auth/session.ts'
import { changedSince, tableFinder } from '../db/reads/changes.sql.ts'
import { noteReads, OUTSIDE, readsOf } from '../db/reads/noted.ts'
import type { Progress, Work } from '../transaction.ts'
import type { Workspace } from '../workspace.ts'
import { answersKept, narrowest, questionsOf, type Readership, watched } from './answers.ts'
import { fieldsBeyond } from './beyond.ts'
import type { Endpoint } from './contract.ts'
import { changedMeanwhile, isNamed, nothingToMatch, tagOf, turns } from './etag.ts'
import { holdingPath } from './held-path.tx.ts'
import { type Ask, answerAs } from './lists/answer.ts'
import { asksForLines, linesOf } from './lists/lines.ts'
import { wantedLines, wantedOf } from './lists/wanted.ts'
import { DoneBefore, keepReply, type Once, replyBefore, requestDigest } from './once.tx.ts'
import { Refusal, refusal } from './refusal.ts'
import { noteRefusal } from './refused.tx.ts'

export type Request<Params, Query, Body> = {
  workspace: Workspace
  work: Work
  user: SignedIn
  scope: Scope
  /** What the caller may do: of a token no more than its scopes. */
  permissions: ReadonlySet<string>
  /** The session the caller came by; null for an API token. */
  sessionId: string | null
  params: Params
  query: Query
  body: Body
  context: Context
  /** Asks this API again as the same caller: what it answers is what they may see. */
  ask: (path: string, init?: RequestInit) => Promise<Response>
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
  const answers = answersKept((asked) => changedSince(workspace.db, asked))
  const tablesOf = tableFinder(workspace.db)
  const inTurn = turns()
  const readable = new Set<string>()
  return (endpoint, handle) => {
    declared?.(endpoint)
    if (endpoint.method === 'get' && !endpoint.raw) readable.add(endpoint.path)
    app.on(
      endpoint.method.toUpperCase(),
      endpoint.path.replace(/\{(\w+)\}/g, ':$1'),
      endpoint.raw ? anySize : jsonSize,
      async (context) => {
        context.set('route' as never, endpoint.path as never)
        if (endpoint.anonymous) refuseIdentity(context)
        const caller = endpoint.permission === 'public' ? null : await callerOf(context)
        if (endpoint.permission !== 'public') await authorise({ caller, endpoint, workspace })
        const scope = caller ? await workspace.scopeOf(caller.user) : noScope
        const questions =
          caller && isKept(endpoint) && !asLines(context, endpoint)
            ? questionsOf(context.req.url, { ...caller, sees: scope.sees })
            : null
        const now = workspace.clock().getTime()
        const told = questions && caller && (await answers.find(Object.values(questions), caller.state, now))
        if (told) {
          noteReads(told.tables ?? [OUTSIDE])
          return tagged(context, told.text)
        }
        const progress: Progress = { saved: 'nothing', once: await onceOf({ context, caller, endpoint }) }
        context.set('progress' as never, progress as never)
        const before = progress.once && (await replyBefore(workspace.db, progress.once))
        if (before) return context.json(before.reply as never)
        const user = caller?.user ?? nobody
        const asked = {
          workspace,
          work: { workspace, actor: caller?.actor ?? { kind: 'system' as const, id: null, name: 'Nobody' }, progress },
          user,
          scope,
          permissions: caller?.permissions ?? new Set<string>(),
          sessionId: caller?.sessionId ?? null,
          params: parse(endpoint.params, context.req.param(), 'path') as never,
          body: (endpoint.raw ? {} : parse(endpoint.body, await bodyOf(context), 'body')) as never,
          context,
          ask: async (path: string, init?: RequestInit) => app.request(path, asSameCaller(context, init), context.env),
        }
        const { go, readership } = askingOf({ endpoint, handle: handle as never, asked, checkReplies })
        const condition = endpoint.method === 'get' ? undefined : context.req.header('if-match')
        if (condition === undefined && endpoint.method !== 'get')
          progress.passes = readPaths(endpoint.path, context.req.path, readable)
        if (condition !== undefined && !readable.has(endpoint.path)) throw nothingToMatch(endpoint.path)
        const change = condition === undefined ? go : underCondition(condition, { asked, inTurn, go })
        const waits = condition !== undefined || (isChange(endpoint) && readable.has(endpoint.path))
        const { result: reply, reads } = await readsOf(() =>
          (waits ? inTurn(context.req.path, change) : go()).catch((error) =>
            orReplyBefore(error, { workspace, once: progress.once }),
          ),
        )
        if (reply instanceof Response) return reply
        if (progress.once && progress.saved === 'something' && !endpoint.secret) {
          await keepReply(workspace.db, progress.once, reply)
        }
        if (endpoint.method !== 'get') return context.json(reply as never)
        const text = JSON.stringify(reply)
        if (questions && caller && progress.saved === 'nothing') {
          const question = questions[readership()]
          answers.keep(question, { state: caller.state, tables: await tablesOf(reads), text }, now)
        }
        return tagged(context, text)
      },
    )
  }
}

/** The paths at or above that of a change at which things are read: what it changes may be told there. */
function readPaths(pattern: string, path: string, readable: ReadonlySet<string>): string[] {
  const [declared, asked] = [pattern.split('/'), path.split('/')]
  return declared.flatMap((_, at) =>
    readable.has(declared.slice(0, at + 1).join('/')) ? [asked.slice(0, at + 1).join('/')] : [],
  )
}

type Asked = Omit<Request<unknown, unknown, unknown>, 'query'>

/** An endpoint that is asked once or, for the pages of a list, several times; and for whom the answers are. */
function askingOf(given: {
  endpoint: Endpoint
  handle: (request: Request<unknown, unknown, unknown>) => Promise<unknown>
  asked: Asked
  checkReplies: boolean
}) {
  const { endpoint, handle, asked, checkReplies } = given
  const { req } = asked.context
  const readerships: (() => Readership)[] = []
  const answer = async (set: Readonly<Record<string, string>>) => {
    const query = parse(endpoint.query, { ...req.query(), ...set }, 'query')
    const { request, readership } = watched({ ...asked, query }, ['workspace', 'params', 'query', 'body'])
    readerships.push(readership)
    const reply = await handle(request)
    if (checkReplies && !(reply instanceof Response)) holdToContract(endpoint, JSON.parse(JSON.stringify(reply)))
    return reply
  }
  const lines = asLines(asked.context, endpoint) ? wantedLines(endpoint, req.path, req.query()) : null
  const wanted = lines ?? wantedOf(endpoint, req.path, req.query())
  return {
    go: async () => {
      if (lines) return linesOf(lines, answer as Ask)
      return wanted ? answerAs(wanted, answer as Ask) : answer({})
    },
    readership: () => narrowest(readerships.map((each) => each())),
  }
}

/** A reply says what its contract names, and nothing besides. */
function holdToContract(endpoint: Endpoint, reply: unknown): void {
  const kept = parse(endpoint.reply, reply, `reply of ${endpoint.path}`)
  const besides = [...new Set(fieldsBeyond(reply, kept))]
  if (besides.length > 0)
    throw new Error(`The reply of ${endpoint.path} has fields that its contract does not name: ${besides.join(', ')}`)
}

/** Refuses a change to what is not any more as its sender read it; what the same sending did meanwhile is its reply. */
async function refusedOrDone(condition: string, { context, ask, work }: Asked): Promise<unknown> {
  const once = work.progress?.once
  const before = once && (await replyBefore(work.workspace.db, once))
  if (before) return before.reply
  const { path } = context.req
  const reply = await ask(path)
  const tag = reply.ok ? reply.headers.get('etag') : null
  if (tag === null || !isNamed(condition, tag)) throw changedMeanwhile(path, tag)
  return undefined
}

/** Changes under a condition go one after the other, in all processes of one path: each holds a connection while it is compared and done. */
function underCondition(
  condition: string,
  { asked, inTurn, go }: { asked: Asked; inTurn: ReturnType<typeof turns>; go: () => Promise<unknown> },
) {
  const { workspace, context } = asked
  const checked = async () => (await refusedOrDone(condition, asked)) ?? go()
  return () => inTurn('if-match', () => holdingPath(workspace.db, context.req.path, checked))
}

/** An answer with its tag; who has it already gets none of it. */
function tagged(context: Context, text: string): Response {
  const tag = tagOf(text)
  context.header('etag', tag)
  const known = context.req.header('if-none-match')
  if (known !== undefined && isNamed(known, tag)) return context.body(null, 304)
  return context.body(text, 200, { 'content-type': 'application/json' })
}

/** Changes of one thing are done one after the other, so that what a condition was held against still stands when it is changed. */
function isChange({ method }: Endpoint): boolean {
  return method === 'put' || method === 'patch' || method === 'delete'
}

/** Whether answers are given again: JSON that was read, and that holds no secret. */
function isKept({ method, raw, secret }: Endpoint): boolean {
  return method === 'get' && !raw && !secret
}

/** Whether a list is asked for as lines: its rows are sent as they are read, and kept nowhere. */
function asLines({ req }: Context, { method, raw }: Endpoint): boolean {
  return method === 'get' && !raw && asksForLines(req.header('accept'))
}

function asSameCaller(context: Context, init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers)
  for (const name of ['authorization', 'cookie', 'x-drumbeat']) {
    const value = context.req.header(name)
    if (value !== undefined) headers.set(name, value)
  }
  return { ...init, headers }
}

/** The write as its caller named it by an Idempotency-Key; null for reads, and where there is none. */
async function onceOf(asked: { context: Context; caller: Caller | null; endpoint: Endpoint }): Promise<Once | null> {
  const { context, caller, endpoint } = asked
  const key = context.req.header('idempotency-key')
  if (key === undefined || !caller || endpoint.method === 'get') return null
  if (!/^[\x21-\x7e]{8,100}$/.test(key)) {
    throw refusal(400, {
      code: 'bad-key',
      message: `The Idempotency-Key ${key.slice(0, 100)} has not 8 to 100 letters, digits and signs.`,
      wayOut: 'Send a new UUID for each thing you ask for.',
    })
  }
  const { method, url } = context.req
  const body = endpoint.raw ? '' : await context.req.text()
  return {
    caller: caller.user.id,
    key,
    request: requestDigest({ method, url: url.replace(/^https?:\/\/[^/]+/, ''), body }),
  }
}

/** Another sending of the same write was first: its reply is this one's too. */
async function orReplyBefore(error: unknown, { workspace, once }: { workspace: Workspace; once: Once | null }) {
  const before = error instanceof DoneBefore && once ? await replyBefore(workspace.db, once) : null
  if (!before) throw error
  return before.reply as never
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

/** Whoever shall stay unknown sends nothing that tells who they are. */
function refuseIdentity(context: Context): void {
  const carried = ['cookie', 'authorization', 'idempotency-key'].filter(
    (name) => context.req.header(name) !== undefined,
  )
  if (carried.length === 0) return
  throw refusal(400, {
    code: 'carries-identity',
    message: `This request carries the header ${carried.join(' and ')}, which could tell who sent it. It was not read.`,
    wayOut: 'Send it without cookies, tokens and keys (in a browser: credentials "omit").',
  })
}

async function authorise(asked: { caller: Caller | null; endpoint: Endpoint; workspace: Workspace }): Promise<void> {
  const { caller, endpoint, workspace } = asked
  if (!caller) {
    throw refusal(401, {
      code: 'signed-out',
      message: 'Nobody is signed in.',
      wayOut: 'Sign in, or send an API token.',
    })
  }
  if (endpoint.permission !== 'signed-in' && !caller.permissions.has(endpoint.permission)) {
    await noteRefusal({ workspace, actor: caller.actor }, `${endpoint.method.toUpperCase()} ${endpoint.path}`)
    throw refusal(403, notPermitted({ caller, endpoint, workspace }))
  }
}

/** Whether it is the role or only the token that lacks it, and the way out of either. */
function notPermitted(asked: { caller: Caller; endpoint: Endpoint; workspace: Workspace }) {
  const { caller, endpoint, workspace } = asked
  const { permission } = endpoint
  const ofRole = permissionsOf(workspace, caller.user.role)
  if (caller.sessionId === null && ofRole.has(permission))
    return {
      code: 'not-permitted',
      message: `This API token of ${caller.user.name} lacks the scope ${permission}.`,
      wayOut: 'Make a token with this scope (Settings, API tokens), and use that.',
    }
  return {
    code: 'not-permitted',
    message: `${caller.user.name} lacks the permission ${permission}.`,
    wayOut: 'Ask the owner of this workspace for a role that includes it.',
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
    message: `The ${where} is not as it should be${first ? `: ${first.path || 'value'}: ${first.message.replace(/\.$/, '')}` : ''}.`,
    problems,
  })
}
