/** Powers that are summed, and the most that a deal's part may be: its last power is below 1e-16. */
const powers = 28
const mostPart = 1 / 8

/** Deals below this part of a step are told by their cumulants as soon as together they spread over so many steps. */
const tinyPlace = 1 / 2
const smoothSteps = 3

type Wave = { re: Float64Array; im: Float64Array }
type Tiny = { places: readonly number[]; chances: readonly number[] }

/**
 * Deals below one step of the grid, all at once, so that a hundred thousand of them need a few sums and no wave each.
 *
 * Such a deal is on the first point of the grid with a chance x (its own chance times the mean of its places), else on none: its
 * characteristic function is 1 + x u, with u = exp(i angle) - 1. The logarithm of the product is the sum over m of
 * (-1)^(m+1) u^m / m times the sum of all x^m. That keeps their mean, but spreads them as if each were a whole step; where
 * many tiny ones spread over several steps, their sum is as smooth as the grid, and its first four cumulants tell it better.
 */
export function smallDeals(points: number) {
  const sums = Array.from({ length: points }, () => new Float64Array(powers + 1))
  const tiny: Tiny[] = []
  let [taken, isSettled] = [0, false]
  const cumulants = Array.from({ length: points }, () => new Float64Array(5))

  function onGrid({ places, chances }: Tiny): void {
    const mean = places.reduce((sum, place) => sum + place, 0) / places.length
    for (let z = 0; z < points; z++) addPowers(sums[z]!, chances[z]! * mean)
    taken++
  }

  /** Which way tells the tiny ones best is known when all are there. */
  function settle(): void {
    if (isSettled) return
    isSettled = true
    for (const deal of tiny) addCumulants(cumulants, deal)
    if (cumulants.every((each) => Math.sqrt(each[2]!) >= smoothSteps)) return
    for (const each of cumulants) each.fill(0)
    for (const deal of tiny) onGrid(deal)
  }

  return {
    /** Takes a deal with these places on the grid and these chances, one per value of the common factor; false where it is too large. */
    takes(places: readonly number[], chances: readonly number[]): boolean {
      const largest = Math.max(...places)
      if (largest >= 1) return false
      if (largest < tinyPlace) tiny.push({ places, chances })
      else {
        const mean = places.reduce((sum, place) => sum + place, 0) / places.length
        if (mean * Math.max(...chances) > mostPart) return false
        onGrid({ places, chances })
      }
      return true
    },
    /** Multiplies a wave, on the lower half of the grid's frequencies, by all deals taken at one value of the common factor. */
    multiply(wave: Wave, z: number): void {
      settle()
      if (taken > 0) multiplyPowers(wave, sums[z]!)
      if (cumulants[z]![2]! > 0) multiplyCumulants(wave, cumulants[z]!)
    },
  }
}

function addPowers(sum: Float64Array, part: number): void {
  let power = 1
  for (let m = 1; m <= powers && power > 1e-24; m++) {
    power *= part
    sum[m]! += power
  }
}

/** The cumulants of chance x amount from its moments. */
function addCumulants(cumulants: readonly Float64Array[], { places, chances }: Tiny): void {
  const moments = [0, 0, 0, 0]
  for (const place of places) {
    let power = 1 / places.length
    for (let m = 0; m < 4; m++) {
      power *= place
      moments[m]! += power
    }
  }
  for (const [z, into] of cumulants.entries()) {
    const [a, b, c, d] = moments.map((moment) => moment * chances[z]!) as [number, number, number, number]
    into[1]! += a
    into[2]! += b - a * a
    into[3]! += c - 3 * a * b + 2 * a ** 3
    into[4]! += d - 4 * a * c - 3 * b * b + 12 * a * a * b - 6 * a ** 4
  }
}

function multiplyPowers(wave: Wave, sum: Float64Array): void {
  const half = wave.re.length - 1
  for (let k = 0; k <= half; k++) {
    const angle = (Math.PI * k) / half
    const [a, b] = [Math.cos(angle) - 1, Math.sin(angle)]
    let [log, turn, pa, pb] = [0, 0, 1, 0]
    for (let m = 1; m <= powers; m++) {
      ;[pa, pb] = [pa * a - pb * b, pa * b + pb * a]
      const weight = (m % 2 === 1 ? sum[m]! : -sum[m]!) / m
      log += pa * weight
      turn += pb * weight
    }
    turned(wave, k, { log, turn })
  }
}

function multiplyCumulants(wave: Wave, cumulants: Float64Array): void {
  const half = wave.re.length - 1
  const [, first, second, third, fourth] = cumulants as unknown as [number, number, number, number, number]
  for (let k = 0; k <= half; k++) {
    const angle = (Math.PI * k) / half
    const fall = (-second * angle ** 2) / 2
    // Where the fourth cumulant would lift it again, nothing is left of it.
    const log = Math.min(fall / 2, fall + (fourth * angle ** 4) / 24)
    turned(wave, k, { log, turn: first * angle - (third * angle ** 3) / 6 })
  }
}

function turned({ re, im }: Wave, k: number, { log, turn }: { log: number; turn: number }): void {
  const size = Math.exp(log)
  const [c, s] = [size * Math.cos(turn), size * Math.sin(turn)]
  const kept = re[k]!
  re[k] = kept * c - im[k]! * s
  im[k] = kept * s + im[k]! * c
}
