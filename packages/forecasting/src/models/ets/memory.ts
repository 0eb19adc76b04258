import { SearchMemory } from '../../numerics/quasi-newton.ts'

/** Working memory of one fit: passed from form to form, so that a history is not laid out anew for each. */
export class FitMemory {
  readonly search = new SearchMemory()
  #trace: readonly Float64Array[] = []
  #columns: Float64Array[] = []

  /** Six vectors of at least `length` values, for the one trace that is read at a time. */
  trace(length: number): readonly Float64Array[] {
    if (this.#trace.length === 0 || this.#trace[0]!.length < length) this.#trace = vectors(6, length)
    return this.#trace
  }

  /** At least k columns of at least `size` values. */
  columns(k: number, size: number): readonly Float64Array[] {
    if (this.#columns.length > 0 && this.#columns[0]!.length < size) this.#columns = []
    if (this.#columns.length < k) this.#columns.push(...vectors(k - this.#columns.length, size))
    return this.#columns
  }
}

/** Vectors in one piece of memory, which is quicker to get than many. */
function vectors(count: number, length: number): Float64Array[] {
  const memory = new ArrayBuffer(8 * count * length)
  return Array.from({ length: count }, (_, i) => new Float64Array(memory, 8 * i * length, length))
}

/** Working memory of a fitted model, shared by all its later states: of forecasts, and of the state before an update. */
export class RunMemory {
  base = new Float64Array(0)
  theta = new Float64Array(0)
  /** One place more than steps: the first belongs to no step. */
  squares = new Float64Array(1)
  readonly before = { level: 0, trend: 0, season: new Float64Array(0), memory: new Float64Array(0) }

  /** Makes room for `horizon` steps. */
  reserve(horizon: number): void {
    if (this.base.length >= horizon) return
    this.base = new Float64Array(horizon)
    this.theta = new Float64Array(horizon)
    this.squares = new Float64Array(horizon + 1)
  }
}
