import type { Coming } from '../contract.ts'

/**
 * Working memory of one combination, passed to whatever blends its members: a forecast needs dozens of arrays, which are dear to
 * get and to give back. What is in it is good until it is asked for again; all states of one fitted model may share it.
 */
export class BlendMemory {
  #count = 0
  #horizon = 0
  #members: Coming[] = []
  #byHorizon = new Map<number, readonly Coming[]>()
  /** One row a member, one column a step. */
  table = new Float64Array(0)
  order = new Int32Array(0)
  apart = new Float64Array(0)
  outer: Sides = { below: new Float64Array(0), above: new Float64Array(0) }
  readonly errors: number[] = []

  /** Makes room for `count` members and `horizon` steps. */
  reserve(count: number, horizon: number): void {
    if (count <= this.#count && horizon <= this.#horizon) return
    this.#count = Math.max(count, this.#count)
    this.#horizon = Math.max(horizon, this.#horizon)
    const steps = () => new Float64Array(this.#horizon)
    this.table = new Float64Array(this.#count * this.#horizon)
    this.order = new Int32Array(this.#count)
    this.apart = steps()
    this.outer = { below: steps(), above: steps() }
    this.#members = Array.from({ length: this.#count }, () => ({ horizon: 0, mean: steps(), deviation: steps() }))
    this.#byHorizon.clear()
  }

  /** What each of `count` members may write its coming steps into. */
  coming(count: number, horizon: number): readonly Coming[] {
    const known = this.#byHorizon.get(horizon)
    if (known?.length === count) return known
    this.reserve(count, horizon)
    const members = this.#members.slice(0, count).map(({ mean, deviation }) => ({ horizon, mean, deviation }))
    if (this.#byHorizon.size < mostHorizons) this.#byHorizon.set(horizon, members)
    return members
  }
}

/** Distances of bounds from the mean, by step. */
export interface Sides {
  readonly below: Float64Array
  readonly above: Float64Array
}

const mostHorizons = 50
