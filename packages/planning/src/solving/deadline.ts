/** Seconds of a clock that only goes forward; from what moment on it counts does not matter. */
export type Clock = () => number

/** When a solve must end, and the clock it is measured by. Whatever takes time is given the same one, so that the parts together keep to the limit. */
export interface Deadline {
  /** Seconds that are left, below 0 when it is past; Infinity without a limit. */
  readonly secondsLeft: () => number
  readonly now: Clock
}

/** The deadline so many seconds from now; none where the limit is undefined or Infinity. */
export function deadlineIn(seconds: number | undefined, now: Clock): Deadline {
  if (seconds === undefined || seconds === Number.POSITIVE_INFINITY) return { ...noDeadline, now }
  const begin = now()
  return { secondsLeft: () => seconds - (now() - begin), now }
}

/** No limit of time, and no clock. */
export const noDeadline: Deadline = { secondsLeft: () => Number.POSITIVE_INFINITY, now: () => 0 }

/** What is left as the solver's own option: never 0, which it does not take for "at once". */
export function solverSeconds({ secondsLeft }: Deadline): number {
  const left = secondsLeft()
  return Number.isFinite(left) ? Math.max(1e-3, left) : 1e30
}

/** At least so many seconds, for the last step that turns what was found into a plan. */
export function withGrace({ secondsLeft, now }: Deadline, grace: number): Deadline {
  const begin = now()
  return { secondsLeft: () => Math.max(secondsLeft(), grace - (now() - begin)), now }
}
