import type { z } from 'zod'
import type { Endpoint, Problem } from '../http/contract.ts'
import { basePath } from './base-path.ts'

/** What a call sends; parts that the endpoint does not declare may be left out. */
export type CallInput<E extends Endpoint> = {
  params?: z.input<E['params']>
  query?: Partial<Record<keyof z.input<E['query']>, QueryValue>>
  body?: z.input<E['body']>
  signal?: AbortSignal
}

type QueryValue = string | number | boolean | null | undefined | readonly string[]

/** A refusal by the server, or no answer at all, in words for the user. */
export class CallError extends Error {
  override name = 'CallError'
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Problem) {
    super(problem.message)
    this.status = status
    this.problem = problem
  }
}

/** Calls an endpoint of this workspace and gives its reply; throws a CallError when it is refused. */
export async function call<E extends Endpoint>(endpoint: E, input: CallInput<E> = {}): Promise<z.output<E['reply']>> {
  const hasBody = endpoint.method !== 'get' && endpoint.method !== 'delete'
  const response = await reach(addressOf(endpoint, input), {
    method: endpoint.method.toUpperCase(),
    headers: {
      'x-drumbeat': '1',
      ...(endpoint.method !== 'get' && { 'idempotency-key': newKey() }),
      ...(hasBody && { 'content-type': 'application/json' }),
    },
    ...(hasBody && { body: JSON.stringify(input.body ?? {}) }),
    ...(input.signal && { signal: input.signal }),
  })
  return response.status === 204 ? ({} as z.output<E['reply']>) : ((await response.json()) as z.output<E['reply']>)
}

/** The address of an endpoint in this workspace, for links, downloads and uploads. */
export function addressOf<E extends Endpoint>(endpoint: E, input: Pick<CallInput<E>, 'params' | 'query'> = {}): string {
  const params = (input.params ?? {}) as Record<string, string>
  const path = endpoint.path.replace(/\{(\w+)\}|:(\w+)/g, (_, braced?: string, colon?: string) =>
    encodeURIComponent(String(params[braced ?? colon ?? ''] ?? '')),
  )
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries((input.query ?? {}) as Record<string, QueryValue>)) {
    if (value === undefined || value === null || value === '') continue
    query.set(key, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = query.toString()
  return `${basePath()}${path}${text && `?${text}`}`
}

/** Sends a file, or anything else that is not JSON, and gives the JSON reply. */
export async function upload<E extends Endpoint>(
  endpoint: E,
  input: Pick<CallInput<E>, 'params' | 'query' | 'signal'> & { file: Blob; headers?: Record<string, string> },
): Promise<z.output<E['reply']>> {
  const response = await reach(addressOf(endpoint, input), {
    method: endpoint.method.toUpperCase(),
    headers: { 'x-drumbeat': '1', ...input.headers },
    body: input.file,
    ...(input.signal && { signal: input.signal }),
  })
  return (await response.json()) as z.output<E['reply']>
}

/** Asks for a file: `await callFile(settingsContract.sealedBackup, { body })` gives its bytes and the name the server gave it. */
export async function callFile<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E> = {},
): Promise<{ blob: Blob; name: string }> {
  const response = await reach(addressOf(endpoint, input), {
    method: endpoint.method.toUpperCase(),
    headers: { 'x-drumbeat': '1', 'content-type': 'application/json' },
    ...(endpoint.method !== 'get' && { body: JSON.stringify(input.body ?? {}) }),
  })
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'download'
  return { blob: await response.blob(), name }
}

/** How often a write that got no answer is sent again. Its key sees to it that it is done once. */
const TRIES = 3

/** Fetches and turns every failure into a CallError in the user's words; a write with a key survives a short outage. */
export async function reach(address: string, init: RequestInit): Promise<Response> {
  const mayRepeat = 'idempotency-key' in ((init.headers ?? {}) as Record<string, string>)
  for (let tried = 1; ; tried++) {
    try {
      return await reachOnce(address, init)
    } catch (error) {
      const passes = error instanceof CallError && (error.status === 0 || error.status === 503)
      if (!mayRepeat || !passes || tried === TRIES || error.problem.code === 'disk-full') throw error
      await new Promise((resolve) => setTimeout(resolve, 700 * tried))
    }
  }
}

/** Names one write; random numbers are there also on pages without https, UUIDs are not. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function reachOnce(address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, { credentials: 'same-origin', ...init }).catch((error: unknown) => {
    if (init.signal?.aborted) throw error
    throw new CallError(0, {
      code: 'unreachable',
      message: 'Drumbeat did not answer.',
      wayOut: 'Check that it is still running in the terminal, then try again.',
    })
  })
  if (response.ok) return response
  throw new CallError(response.status, await problemOf(response))
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const found = body as Partial<Problem> | null
  if (found && typeof found.message === 'string') return { code: 'refused', ...found } as Problem
  return {
    code: `status-${response.status}`,
    message: `The server could not answer this (${response.status}).`,
    wayOut: 'Try again. If it stays, the reason is in the log in the terminal.',
  }
}
