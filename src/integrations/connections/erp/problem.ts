import type { Found } from '../source.ts'

/** What an ERP system would not do, in its own words. */
export class ErpProblem extends Error {
  override name = 'ErpProblem'
}

/** What is not installed there, or hidden from the connection, is told and left out; the rest is read. */
export function hiddenObject(
  error: unknown,
  { object, kind, system }: { object: string; kind: string; system: string },
): Found {
  if (!(error instanceof ErpProblem)) throw error
  return {
    kind: 'hidden object',
    about: object,
    says: `${system} does not show ${object} to the user of this connection (${error.message}), so its ${kind} are not read. Install it there, or give that user the right to see it.`,
  }
}
