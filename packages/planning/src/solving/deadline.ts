/** When a solve must end. Whatever takes time is given the same one, so that the parts together keep to the limit. */
export interface Deadline {
  /** Seconds of the clock that are left, below 0 when it is past; Infinity without a limit. */
  readonly secondsLeft: () => number
}

/** The deadline so many seconds from now; none where the limit is undefined. */
export function deadlineIn(seconds: number | undefined): Deadline {
  if (seconds === undefined || seconds === Number.POSITIVE_INFINITY) return noDeadline
  const begin = performance.now()
  return { secondsLeft: () => seconds - (performance.now() - begin) / 1000 }
}

/** No limit of time. */
export const noDeadline: Deadline = { secondsLeft: () => Number.POSITIVE_INFINITY }

/** What is left as the solver's own option: never 0, which it does not take for "at once". */
export function solverSeconds({ secondsLeft }: Deadline): number {
  const left = secondsLeft()
  return Number.isFinite(left) ? Math.max(1e-3, left) : 1e30
}

/** At least so many seconds, for the last step that turns what was found into a plan. */
export function withGrace({ secondsLeft }: Deadline, grace: number): Deadline {
  const begin = performance.now()
  return { secondsLeft: () => Math.max(secondsLeft(), grace - (performance.now() - begin) / 1000) }
}
