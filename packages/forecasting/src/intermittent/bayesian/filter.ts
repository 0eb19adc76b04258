/** Ways the log odds of a demand may move from one period to the next: `slopes` by a fixed step, `wanders` by a normal one. */
export const slopes: readonly number[] = [-0.08, -0.04, -0.02, 0, 0.02, 0.04]
export const wanders: readonly number[] = [0.015, 0.1, 0.3]

/** How many pairs of the two there are; pair `s * wanders.length + w` has slope s and wander w. */
export const pairs = slopes.length * wanders.length

/** Log odds are held on a grid from 0.1 % to 97 %, fine enough for what a wander leaves uncertain. */
const [lowest, step, places] = [-6.6, 0.3, 35]
const odds = Float64Array.from({ length: places }, (_, i) => Math.exp(lowest + step * i))

/**
 * What is believed of the chance of a demand now, for each pair of slope and wander: probabilities of the grid's log odds
 * (`pairs` rows, each of sum one), and by slope how far the grid has been moved since.
 */
export interface Filter {
  readonly mass: Float64Array
  readonly offset: Float64Array
}

/** Before anything is seen every log odds is as probable as any other: the mean of a steady chance is then the share seen. */
export function freshFilter(): Filter {
  return { mass: new Float64Array(pairs * places).fill(1 / places), offset: new Float64Array(slopes.length) }
}

/** A copy that may be moved on alone. */
export function copyFilter({ mass, offset }: Filter): Filter {
  return { mass: mass.slice(), offset: offset.slice() }
}

/** Moves a filter one period on, in place; pairs that `used` leaves out may be left behind. */
export function moveOn({ mass, offset }: Filter, used?: readonly boolean[]): void {
  for (let s = 0; s < slopes.length; s++) {
    const moved = offset[s]! + slopes[s]!
    const turn = moved > step / 2 ? 1 : moved < -step / 2 ? -1 : 0
    offset[s] = moved - turn * step
    for (let w = 0; w < wanders.length; w++) {
      const pair = s * wanders.length + w
      if (used && !used[pair]) continue
      const row = mass.subarray(pair * places, (pair + 1) * places)
      if (turn !== 0) turned(row, turn)
      spread(row, (wanders[w]! / step) ** 2 / 2)
    }
  }
}

/** Moves a row by one place; what would leave the grid stays at its end. */
function turned(row: Float64Array, turn: 1 | -1): void {
  const out = turn === 1 ? places - 1 : 0
  const lost = row[out]!
  if (turn === 1) row.copyWithin(1, 0, places - 1)
  else row.copyWithin(0, 1)
  row[places - 1 - out] = 0
  row[out]! += lost
}

function spread(row: Float64Array, share: number): void {
  let before = row[0]!
  for (let i = 0; i < places; i++) {
    const here = row[i]!
    const after = i < places - 1 ? row[i + 1]! : here
    row[i] = here + share * (before - 2 * here + after)
    before = here
  }
}

/** Takes in whether there was a demand, in place, and gives the probability that each pair had given to it. */
export function takeIn({ mass, offset }: Filter, demand: boolean): Float64Array {
  const given = new Float64Array(pairs)
  for (let pair = 0; pair < pairs; pair++) {
    const factor = Math.exp(offset[Math.floor(pair / wanders.length)]!)
    const first = pair * places
    let sum = 0
    for (let i = 0; i < places; i++) {
      const here = odds[i]! * factor
      const weighed = (mass[first + i]! * (demand ? here : 1)) / (1 + here)
      mass[first + i] = weighed
      sum += weighed
    }
    for (let i = first; i < first + places; i++) mass[i]! /= sum
    given[pair] = sum
  }
  return given
}

/** The chance of a demand that one pair expects now. */
export function chanceOf({ mass, offset }: Filter, pair: number): number {
  const factor = Math.exp(offset[Math.floor(pair / wanders.length)]!)
  let chance = 0
  for (let i = 0; i < places; i++) {
    const here = odds[i]! * factor
    chance += (mass[pair * places + i]! * here) / (1 + here)
  }
  return chance
}
