import type { Writing } from '../transaction.ts'
import type { Problem } from './contract.ts'

/** An expected refusal, in words for the user; the HTTP layer turns it into a reply. */
export class Refusal extends Error {
  readonly status: number
  readonly problem: Problem
  /** What is written down although the write itself was taken back, in a transaction of its own. */
  readonly afterwards: ((writing: Writing) => Promise<void>) | undefined

  constructor(status: number, problem: Problem, afterwards?: (writing: Writing) => Promise<void>) {
    super(problem.message)
    this.status = status
    this.problem = problem
    this.afterwards = afterwards
  }
}

/** Refuses a request: `throw refusal(409, { code, message, wayOut })`. */
export function refusal(status: number, problem: Problem, afterwards?: (writing: Writing) => Promise<void>): Refusal {
  return new Refusal(status, problem, afterwards)
}

/** The thing asked for is not there, or not visible to this user (which must look the same). */
export function notFound(noun: string, id: string): Refusal {
  return refusal(404, { code: 'not-found', message: `There is no ${noun} ${id} that you can see.` })
}
