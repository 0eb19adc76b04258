/** What a worker is handed: shared memory, and how to read it. */
export interface Assignment {
  readonly values: SharedArrayBuffer
  /** Series i lies from place i to place i + 1. */
  readonly starts: SharedArrayBuffer
  readonly results: SharedArrayBuffer
  readonly state: SharedArrayBuffer
  /** The next series to take, the wish to stop, the number done. */
  readonly control: SharedArrayBuffer
  readonly seasonLength: number
  readonly horizon: number
  readonly levels: readonly number[]
  readonly nonNegative: boolean
  readonly batch: number
}
