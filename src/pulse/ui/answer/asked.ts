import type { z } from 'zod'
import type { Endpoint } from '#platform/http/contract.ts'
import { addressOf, CallError, type CallInput, reach } from '#platform/ui/call.ts'
import type { pulseContract } from '../../contract.ts'

/**
 * Where the survey page asks. It is loaded on phones with a slow line, so that it does not carry the schemas of the contract:
 * method and address alone, typed by the contract and held against it by a test.
 */
export const asks = {
  survey: at<typeof pulseContract.survey>('get', '/api/pulse/rounds/{id}/questions'),
  mine: at<typeof pulseContract.mine>('get', '/api/pulse/mine'),
  token: at<typeof pulseContract.token>('post', '/api/pulse/rounds/{id}/token'),
  tokenByCode: at<typeof pulseContract.tokenByCode>('post', '/api/pulse/tokens'),
  answer: at<typeof pulseContract.answer>('post', '/api/pulse/answers'),
}

function at<E extends Endpoint>(method: E['method'], path: E['path']): E {
  return { method, path } as E
}

/** What the page's first script asked for before this code was there, else asked for now. */
export async function read<E extends Endpoint>(endpoint: E, input: CallInput<E> = {}): Promise<z.output<E['reply']>> {
  const address = addressOf(endpoint, input)
  const early = await window.drumbeatEarly?.[address]
  if (window.drumbeatEarly) delete window.drumbeatEarly[address]
  if (early) return early as z.output<E['reply']>
  const response = await reach(address, { method: 'GET', headers: { 'x-drumbeat': '1' } })
  return (await response.json()) as z.output<E['reply']>
}

/** What went wrong, in words for the reader. */
export function wordsOf(error: Error): { message: string; wayOut: string | null } {
  return error instanceof CallError
    ? { message: error.problem.message, wayOut: error.problem.wayOut ?? null }
    : { message: error.message, wayOut: null }
}
