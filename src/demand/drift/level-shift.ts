/** From period `at` on the level is another: earlier values times `factor` come to it. `strength` in standard deviations. */
export type LevelShift = { at: number; factor: number; strength: number }

/** As many of the newest periods are searched as one season has, but at least so many must lie after the shift. */
const fewestSince = 3
const fewestBefore = 18
/** Beyond this by chance in one of some thousand series and a dozen periods. */
const surely = 4.5
/** A step stands between the half season before it and the one after; a way that turns or wanders shows this much less of itself there. */
const atOnce = 0.8
const fewestBeside = 6
/** A level that moved by less than a tenth moves with every model. */
const negligible = Math.log(1.1)

/**
 * Finds whether the level moved within the last season: logarithms on places in the season, a straight line and a step, by least
 * squares for each period at which the step may be (Frisch & Waugh 1933: all but the step is taken out of both sides once). The
 * deviation of the step allows for errors that follow each other. Values above zero only.
 */
export function findLevelShift(values: Float64Array, seasonLength: number): LevelShift | null {
  const n = values.length
  const m = Math.max(1, seasonLength)
  if (n < Math.max(fewestBefore, 2 * m) + fewestSince) return null
  const logs = values.map(Math.log)
  if (logs.some((value) => !Number.isFinite(value))) return null
  const line = centred(
    Float64Array.from({ length: n }, (_, t) => t),
    m,
  )
  const rest = without(centred(logs, m), line)
  const from = Math.max(fewestBefore, n - Math.max(12, m))
  const shaped = (raw: (t: number) => number) => {
    const whole = Float64Array.from({ length: n }, (_, t) => raw(t))
    return without(centred(whole, m), line)
  }
  const stepAt = (at: number) => shaped((t) => (t >= at ? 1 : 0))
  let best: Break | null = null
  let turned = 0
  for (const { at, step, turn } of mayBe({ rest, line, m, from })) {
    if (step >= surely) {
      const strength = breakAt(rest, stepAt(at), m)
      if (!best || Math.abs(strength) >= Math.abs(best.strength)) best = { at, strength }
    }
    if (turn >= surely)
      turned = Math.max(
        turned,
        Math.abs(
          breakAt(
            rest,
            shaped((t) => Math.max(0, t - at + 1)),
            m,
          ),
        ),
      )
  }
  // A way that turns is a trend: brought to a new level, it would not go on.
  if (!best || Math.abs(best.strength) < surely || turned > Math.abs(best.strength)) return null
  const beside = Math.max(fewestBeside, m >> 1)
  if (shareAtOnce({ rest, shape: stepAt(best.at), at: best.at, beside }) < atOnce) return null
  const by = sizeOf({ logs, m, at: best.at })
  if (Math.sign(by) !== Math.sign(best.strength) || Math.abs(by) < negligible) return null
  return { at: best.at, factor: Math.exp(by), strength: Math.abs(best.strength) }
}

type Break = { at: number; strength: number }

/**
 * Where a step or a turn may be worth more than can be overlooked, newest first: at most so many deviations, as errors that follow each
 * other only widen them. All places are bounded in one pass from the end: season and line are at right angles to what is left of the
 * values, so sums of that tell how far each shape goes along with it, and what season and line hold of a shape is known by place.
 */
function mayBe(given: { rest: Float64Array; line: Float64Array; m: number; from: number }) {
  const { rest, line, m, from } = given
  const n = rest.length
  const left = dot(rest, rest)
  const ofLine = Math.max(dot(line, line), 1e-12)
  const step = { own: new Float64Array(m), along: 0, onLine: 0, squares: 0 }
  const turn = { own: new Float64Array(m), along: 0, onLine: 0, squares: 0 }
  const places = new Float64Array(m)
  for (let t = 0; t < n; t++) places[t % m]! += 1
  const bound = ({ own, along, onLine, squares }: typeof step) => {
    const season = own.reduce((sum, each, place) => sum + (each * each) / places[place]!, 0)
    const size = squares - season - (onLine * onLine) / ofLine
    if (size < 1e-9) return 0
    const by = along / size
    const variance = Math.max(0, left - by * along) / Math.max(1, n - m - 2)
    return Math.abs(by) / Math.sqrt(Math.max(variance / size, 1e-9)) + closeBy
  }
  const found: { at: number; step: number; turn: number }[] = []
  for (let at = n - 1; at >= from; at--) {
    step.own[at % m]! += 1
    step.along += rest[at]!
    step.onLine += line[at]!
    step.squares += 1
    for (let place = 0; place < m; place++) turn.own[place]! += step.own[place]!
    turn.along += step.along
    turn.onLine += step.onLine
    turn.squares += (n - at) ** 2
    const bounds = { at, step: bound(step), turn: bound(turn) }
    if (at <= n - fewestSince && (bounds.step >= surely || bounds.turn >= surely)) found.push(bounds)
  }
  return found
}

/** What rounding may take from a bound. */
const closeBy = 1e-6

/** How many deviations a break is worth, beside all else; 0 where nothing of it is left. */
function breakAt(rest: Float64Array, shape: Float64Array, m: number): number {
  const size = dot(shape, shape)
  if (size < 1e-9) return 0
  const by = dot(shape, rest) / size
  const errors = rest.map((value, t) => value - by * shape[t]!)
  const variance = dot(errors, errors) / Math.max(1, rest.length - m - 2)
  return by / Math.sqrt(Math.max((variance * following(errors)) / size, 1e-9))
}

/** How much of a step is there between the periods beside it: their means, season and line taken out, over the step. */
function shareAtOnce(given: { rest: Float64Array; shape: Float64Array; at: number; beside: number }): number {
  const { rest, shape, at, beside } = given
  const by = dot(shape, rest) / dot(shape, shape)
  const errors = rest.map((value, t) => value - by * shape[t]!)
  const mean = (part: Float64Array) => part.reduce((sum, each) => sum + each, 0) / part.length
  const between = mean(errors.subarray(at, at + beside)) - mean(errors.subarray(Math.max(0, at - beside), at))
  return 1 + between / by
}

/**
 * How far the level moved: each period since, against the same one a season before, less the usual drift of a season. A step estimated
 * beside a line would lend it slope that does not go on.
 */
function sizeOf({ logs, m, at }: { logs: Float64Array; m: number; at: number }): number {
  const season = m > 1 ? m : 12
  const steps = Array.from({ length: Math.max(0, at - season) }, (_, t) => logs[t + season]! - logs[t]!)
  const drift = steps.length >= 6 ? steps.sort((a, b) => a - b)[steps.length >> 1]! : 0
  const moved = Array.from(
    { length: Math.min(season, logs.length - at) },
    (_, i) => logs[at + i]! - logs[at + i - season]!,
  )
  return moved.reduce((sum, each) => sum + each, 0) / moved.length - drift
}

/** The values before the shift at the level after it. */
export function atNewLevel(values: Float64Array, { at, factor }: Pick<LevelShift, 'at' | 'factor'>): Float64Array {
  return values.map((value, t) => (t < at ? value * factor : value))
}

/** Each value less the mean of its place in the season. */
function centred(values: Float64Array, m: number): Float64Array {
  const sums = new Float64Array(m)
  const counts = new Float64Array(m)
  for (const [t, value] of values.entries()) {
    sums[t % m]! += value
    counts[t % m]! += 1
  }
  return values.map((value, t) => value - sums[t % m]! / counts[t % m]!)
}

function without(values: Float64Array, line: Float64Array): Float64Array {
  const slope = dot(values, line) / Math.max(dot(line, line), 1e-12)
  return values.map((value, t) => value - slope * line[t]!)
}

/** By how much errors that follow each other widen a mean: (1 + r) / (1 - r), r their correlation with those before. */
function following(errors: Float64Array): number {
  const r = dot(errors.subarray(1), errors.subarray(0, -1)) / Math.max(dot(errors, errors), 1e-12)
  const held = Math.min(0.9, Math.max(0, r))
  return (1 + held) / (1 - held)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
