import { Refusal } from '../refusal.ts'
import { conditionalChances, factorPoints } from './common-factor.ts'
import { fewPoints, meanOf } from './few-points.ts'
import { inverseFourier } from './fourier.ts'
import { smallDeals } from './small-deals.ts'

/** An open deal: the chance that it is won within the period, and its amount as stated. */
export interface OpenDeal {
  readonly id: string
  readonly chance: number
  readonly amount: number
}

/** Deals still to be created and won within the period. */
export interface ComingDeals {
  /** How many are expected. */
  readonly expected: number
  /** Size of the negative binomial of their number; Infinity for Poisson. */
  readonly size: number
  /** Amounts they may have, equally likely. */
  readonly amounts: readonly number[]
}

/** What a period's bookings are made of. */
export interface BookingsRequest {
  /** Won already: counts for certain. */
  readonly closed: number
  readonly open: readonly OpenDeal[]
  readonly coming?: ComingDeals
  /** Final over stated amounts of past deals, equally likely; 1 when absent. */
  readonly ratios?: readonly number[]
  /** The spread of the common factor, from `commonSpread`; 0 when absent. */
  readonly spread?: number
}

/** The period's bookings as a distribution on an even grid of amounts. */
export interface Bookings {
  readonly mean: number
  readonly deviation: number
  /** The amount that bookings stay below with the probability. */
  quantile(probability: number): number
  /** The probability that bookings reach an amount. */
  atLeast(amount: number): number
  /** What each part adds to the mean; they sum to it. */
  readonly parts: readonly {
    readonly id: string
    readonly kind: 'closed' | 'open' | 'coming'
    readonly value: number
  }[]
}

const gridPoints = 1024
const mostRatios = 9
/** Every whole turn of the grid: places and frequencies are whole numbers, so that no other angle occurs. */
const cosines = Float64Array.from({ length: gridPoints }, (_, k) => Math.cos((2 * Math.PI * k) / gridPoints))
const sines = Float64Array.from({ length: gridPoints }, (_, k) => Math.sin((2 * Math.PI * k) / gridPoints))

/**
 * The exact distribution on the grid: given the common factor deals are independent, so their characteristic functions
 * multiply; the average over the factor is transformed back. An amount between two points is shared so that its mean stays.
 */
export function bookingsDistribution(request: BookingsRequest): Bookings {
  check(request)
  const { closed, open, coming, spread = 0 } = request
  const ratios = fewPoints(request.ratios ?? [1], mostRatios)
  const amounts = coming && coming.expected > 0 ? fewPoints(coming.amounts, 40) : []
  const ratio = meanOf(ratios)
  const parts = [
    { id: 'closed', kind: 'closed' as const, value: closed },
    ...open.map(({ id, chance, amount }) => ({ id, kind: 'open' as const, value: chance * amount * ratio })),
    ...(coming
      ? [{ id: 'coming', kind: 'coming' as const, value: coming.expected * (amounts.length > 0 ? meanOf(amounts) : 0) }]
      : []),
  ]
  const mean = parts.reduce((sum, { value }) => sum + value, 0)
  const step = stepOf({ request, ratios, amounts, mean: mean - closed })
  const masses = step === 0 ? Float64Array.of(1) : massesOf({ request, ratios, amounts, step, spread })
  return { ...readings(masses, closed, step), mean, parts }
}

function readings(masses: Float64Array, closed: number, step: number): Omit<Bookings, 'mean' | 'parts'> {
  const centre = masses.reduce((sum, mass, k) => sum + mass * k, 0)
  const variance = masses.reduce((sum, mass, k) => sum + mass * (k - centre) ** 2, 0)
  function quantile(probability: number): number {
    let below = 0
    for (let k = 0; k < masses.length; k++) {
      const mass = masses[k]!
      if (below + mass >= probability) {
        // Between grid points the mass lies evenly, but none lies below what is closed already.
        const share = mass > 0 ? (probability - below) / mass : 0
        return k === 0 ? closed : closed + step * (k - 0.5 + share)
      }
      below += mass
    }
    return closed + step * (masses.length - 1)
  }
  function atLeast(amount: number): number {
    const from = step === 0 ? (amount <= closed ? 0 : 1) : Math.ceil((amount - closed) / step - 1e-9)
    let sum = 0
    for (let k = Math.max(0, from); k < masses.length; k++) sum += masses[k]!
    return Math.min(1, sum)
  }
  return { deviation: step * Math.sqrt(variance), quantile, atLeast }
}

interface Lattice {
  readonly request: BookingsRequest
  readonly ratios: readonly number[]
  readonly amounts: readonly number[]
  readonly step: number
  readonly spread: number
}

function massesOf({ request, ratios, amounts, step, spread }: Lattice): Float64Array {
  const { open, coming } = request
  const half = gridPoints / 2
  const points = spread === 0 ? [0] : factorPoints
  const waves = points.map((point) => {
    const wave = { re: new Float64Array(half + 1).fill(1), im: new Float64Array(half + 1) }
    if (coming && amounts.length > 0)
      multiplyComing({ ...wave, wave: waveOf(places(amounts, 1 / step)), coming, luck: luckOf(point, spread) })
    return wave
  })
  const small = smallDeals(points.length)
  const alive = waves.map(() => Uint16Array.from({ length: half + 1 }, (_, k) => k))
  for (const [nth, { chance, amount }] of open.entries()) {
    const at = places(ratios, amount / step)
    const chances = spread === 0 ? [chance] : conditionalChances(chance, spread)
    if (small.takes(at, chances)) continue
    const wave = waveOf(at, longest(alive))
    for (const [z, { re, im }] of waves.entries()) multiplyDeal({ re, im, wave, chance: chances[z]!, alive: alive[z]! })
    if (nth % 32 === 31) for (const [z, { re, im }] of waves.entries()) alive[z] = stillAlive(alive[z]!, re, im)
  }
  for (const [z, wave] of waves.entries()) small.multiply(wave, z)
  const [real, imaginary] = [new Float64Array(gridPoints), new Float64Array(gridPoints)]
  for (const { re, im } of waves) {
    for (let k = 0; k <= half; k++) {
      real[k] = real[k]! + re[k]! / waves.length
      imaginary[k] = imaginary[k]! - im[k]! / waves.length
    }
  }
  for (let k = half + 1; k < gridPoints; k++) {
    real[k] = real[gridPoints - k]!
    imaginary[k] = -imaginary[gridPoints - k]!
  }
  inverseFourier(real, imaginary)
  const total = real.reduce((sum, mass) => sum + Math.max(0, mass), 0)
  return real.map((mass) => Math.max(0, mass) / total)
}

/**
 * Frequencies at which anything is left. Each further deal makes a wave smaller or leaves it, never larger: what has fallen
 * below 1e-20 adds nothing to a mass any more, and of a group of many deals that is nearly all of them.
 */
function stillAlive(alive: Uint16Array<ArrayBuffer>, re: Float64Array, im: Float64Array): Uint16Array<ArrayBuffer> {
  return alive.filter((k) => Math.abs(re[k]!) + Math.abs(im[k]!) > 1e-20)
}

function longest(alive: readonly Uint16Array[]): number {
  return alive.reduce((most, each) => Math.max(most, each.at(-1) ?? 0), 0)
}

function places(values: readonly number[], scale: number): number[] {
  return values.map((value) => value * scale)
}

interface Wave {
  readonly re: Float64Array
  readonly im: Float64Array
}

/** The characteristic function of equally likely places on the grid, at its lower half of frequencies. */
function waveOf(places: readonly number[], upTo = gridPoints / 2): Wave {
  const half = gridPoints / 2
  const [re, im] = [new Float64Array(half + 1), new Float64Array(half + 1)]
  for (const place of places) {
    const low = Math.floor(place)
    const upper = place - low
    for (const [at, weight] of [
      [low, 1 - upper],
      [low + 1, upper],
    ] as const) {
      if (weight === 0) continue
      const share = weight / places.length
      const step = at % gridPoints
      for (let k = 0, turn = 0; k <= upTo; k++) {
        re[k] = re[k]! + share * cosines[turn]!
        im[k] = im[k]! + share * sines[turn]!
        turn += step
        if (turn >= gridPoints) turn -= gridPoints
      }
    }
  }
  return { re, im }
}

function multiplyDeal(given: {
  re: Float64Array
  im: Float64Array
  wave: Wave
  chance: number
  alive: Uint16Array
}): void {
  const { re, im, wave, chance, alive } = given
  for (const k of alive) {
    const a = 1 - chance + chance * wave.re[k]!
    const b = chance * wave.im[k]!
    const kept = re[k]!
    re[k] = kept * a - im[k]! * b
    im[k] = kept * b + im[k]! * a
  }
}

/** A Poisson or negative binomial number of deals: exp(m (w - 1)), or (1 + m (1 - w) / size) to the power -size. */
function multiplyComing(given: {
  re: Float64Array
  im: Float64Array
  wave: Wave
  coming: ComingDeals
  luck: number
}): void {
  const { re, im, wave, coming, luck } = given
  const expected = coming.expected * luck
  for (let k = 0; k < re.length; k++) {
    const [a, b] = [wave.re[k]! - 1, wave.im[k]!]
    let [size, angle] = [Math.exp(expected * a), expected * b]
    if (Number.isFinite(coming.size)) {
      const [x, y] = [1 - (expected * a) / coming.size, (-expected * b) / coming.size]
      size = Math.hypot(x, y) ** -coming.size
      angle = -coming.size * Math.atan2(y, x)
    }
    const [c, s] = [size * Math.cos(angle), size * Math.sin(angle)]
    const kept = re[k]!
    re[k] = kept * c - im[k]! * s
    im[k] = kept * s + im[k]! * c
  }
}

/** The factor's pull on the number of coming deals, 1 on average over its points. */
function luckOf(point: number, spread: number): number {
  return Math.exp(spread * point) / meanOf(factorPoints.map((each) => Math.exp(spread * each)))
}

/** The grid reaches ten deviations above the mean, and past the largest amount; 0 when nothing is open. */
function stepOf(given: {
  request: BookingsRequest
  ratios: readonly number[]
  amounts: readonly number[]
  mean: number
}): number {
  const { request, ratios, amounts, mean } = given
  const { open, coming, spread = 0 } = request
  const [most, largest] = [Math.max(...ratios), Math.max(0, ...amounts)]
  const sizes = open.map(({ amount }) => amount * most)
  let variance = open.reduce((sum, { chance }, i) => sum + chance * sizes[i]! ** 2, 0)
  if (coming && amounts.length > 0) {
    variance += coming.expected * meanOf(amounts.map((amount) => amount ** 2))
    if (Number.isFinite(coming.size)) variance += (coming.expected * meanOf(amounts)) ** 2 / coming.size
  }
  variance += (spread * mean) ** 2
  const largestSize = sizes.reduce((most, size) => Math.max(most, size), largest)
  const top = Math.max(mean + 10 * Math.sqrt(variance), mean + 4 * Math.sqrt(variance) + largestSize)
  const all = sizes.reduce((sum, size) => sum + size, 0)
  return (coming && amounts.length > 0 ? top : Math.min(top, all)) / (gridPoints - 2)
}

function check({ closed, open, coming, ratios }: BookingsRequest): void {
  for (const { id, chance, amount } of open) {
    if (chance >= 0 && chance <= 1 && amount >= 0 && Number.isFinite(amount)) continue
    const message = `Deal ${id} has chance ${chance} and amount ${amount}. Give a chance from 0 to 1 and an amount of at least 0, or leave it out.`
    throw new Refusal({ code: 'deal', value: id, message })
  }
  const numbers = [closed, coming?.expected ?? 0, ...(coming?.amounts ?? []), ...(ratios ?? [])]
  const odd = numbers.find((value) => !(value >= 0 && Number.isFinite(value)))
  if (odd === undefined && ratios?.length !== 0 && (coming?.size ?? 1) > 0) return
  const message = `Closed, coming amounts and ratios must be numbers of at least 0, the size above 0, and one ratio given; got ${odd ?? 'none'}.`
  throw new Refusal({ code: 'deal', value: odd, message })
}
