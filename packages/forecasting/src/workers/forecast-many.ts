import { Worker } from 'node:worker_threads'
import type { Values } from '../contract.ts'
import { Refusal } from '../refusal.ts'
import type { Assignment } from './assignment.ts'

/** Many series to be forecast by `auto` in worker threads. */
export interface ManyRequest {
  readonly series: readonly Values[]
  readonly seasonLength: number
  readonly horizon: number
  readonly levels?: readonly number[]
  readonly nonNegative?: boolean
  readonly workers: number
  /** Told how many series are done, a few times a second. */
  readonly onProgress?: (done: number) => void
  /** Ends the work early; what is done by then stays. */
  readonly signal?: AbortSignal
}

/** The forecasts of many series: `mean[i * horizon + h]`; `bounds` holds lo and hi of each level in turn. */
export interface ManyForecasts {
  readonly mean: Float64Array
  readonly bounds: readonly { readonly level: number; readonly lo: Float64Array; readonly hi: Float64Array }[]
  /** 1 where the series was forecast, 2 where `auto` declined it, 0 where the work was ended before. */
  readonly state: Uint8Array
  readonly cancelled: boolean
}

/** Series a worker takes at a time. */
const batch = 32

/**
 * Forecasts many series in a pool of worker threads. Values and results lie in shared memory, so nothing is copied; workers
 * take the next batch by an atomic counter, and the numbers do not depend on how many workers there are.
 */
export async function forecastMany(request: ManyRequest): Promise<ManyForecasts> {
  const { series, horizon, levels = [80, 95], workers } = request
  if (!Number.isInteger(workers) || workers < 1) {
    const message = `${workers} workers cannot work. Give a whole number of at least 1.`
    throw new Refusal({ code: 'shape', value: workers, message })
  }
  const assignment = assign(request, levels)
  const control = new Int32Array(assignment.control)
  const stop = () => Atomics.store(control, 1, 1)
  if (request.signal?.aborted) stop()
  request.signal?.addEventListener('abort', stop)
  const clock = setInterval(() => request.onProgress?.(Atomics.load(control, 2)), 200)
  try {
    const count = Math.min(workers, Math.max(1, Math.ceil(series.length / batch)))
    await Promise.all(Array.from({ length: count }, () => runWorker(assignment)))
  } finally {
    clearInterval(clock)
    request.signal?.removeEventListener('abort', stop)
  }
  request.onProgress?.(Atomics.load(control, 2))
  const results = new Float64Array(assignment.results)
  const size = series.length * horizon
  const part = (k: number) => results.subarray(k * size, (k + 1) * size)
  return {
    mean: part(0),
    bounds: levels.map((level, i) => ({ level, lo: part(1 + 2 * i), hi: part(2 + 2 * i) })),
    state: new Uint8Array(assignment.state),
    cancelled: Atomics.load(control, 1) === 1,
  }
}

function assign(
  { series, seasonLength, horizon, nonNegative = false }: ManyRequest,
  levels: readonly number[],
): Assignment {
  const total = series.reduce((sum, values) => sum + values.length, 0)
  const values = new SharedArrayBuffer(8 * total)
  const starts = new SharedArrayBuffer(4 * (series.length + 1))
  const [all, places] = [new Float64Array(values), new Int32Array(starts)]
  for (const [i, each] of series.entries()) {
    all.set(each, places[i]!)
    places[i + 1] = places[i]! + each.length
  }
  return {
    ...{ values, starts, seasonLength, horizon, levels, nonNegative, batch },
    results: new SharedArrayBuffer(8 * series.length * horizon * (1 + 2 * levels.length)),
    state: new SharedArrayBuffer(series.length),
    control: new SharedArrayBuffer(12),
  }
}

function runWorker(assignment: Assignment): Promise<void> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const file = new URL(`./forecast-worker.${extension}`, import.meta.url)
  // Flags of this process, such as --input-type, need not suit a file.
  const worker = new Worker(file, { workerData: assignment, execArgv: [] })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`A forecasting worker ended with code ${code}.`)),
    )
  })
}
