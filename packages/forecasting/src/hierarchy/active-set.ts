/** After so many rounds nothing is released any more, so that the search ends; a few are the rule. */
const roundsWithRelease = 30

/**
 * Least squares over values of zero or more, by exchanging whole blocks between those held at zero and the free (Portugal,
 * Júdice & Vicente 1994). `solve` finds the free values, roughly until nothing changes and then exactly; `pull` says how far each held one would rise by itself if let go,
 * in the unit of the values. Free values below zero are held, held ones that pull are let go, until there are neither.
 */
export function solveNonNegative(problem: {
  /** One entry a value; 1 where it is held at zero. Changed in place. */
  readonly held: Uint8Array
  /** 1 where a value may be held; all by default. */
  readonly among?: Uint8Array
  readonly solve: (exactly: boolean) => Float64Array
  readonly pull: () => Float64Array
  /** How much a pull may be without counting, in the unit of the values. */
  readonly tolerance: number
}): Float64Array {
  const { held, among, solve, pull, tolerance } = problem
  let exactly = false
  for (let round = 0; ; round++) {
    const values = solve(exactly)
    let changed = false
    const rise = round < roundsWithRelease && held.includes(1) ? pull() : undefined
    for (let i = 0; i < held.length; i++) {
      if (among?.[i] === 0) continue
      if (held[i] ? rise !== undefined && rise[i]! > tolerance : values[i]! < 0) {
        held[i] = held[i] ? 0 : 1
        changed = true
      }
    }
    if (!changed && exactly) return values
    if (!changed) exactly = true
  }
}
