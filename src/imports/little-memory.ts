import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** A load that leaves more than this behind is large: V8 is told to tidy up early from there on. */
const largeBytes = 48 * 2 ** 20
const lookEveryMs = 250
let loads = 0

/** Runs a load with little memory: what was let go of is collected whenever the heap has grown by a third, not when it is four times as large. */
export async function withLittleMemory<Result>(load: () => Promise<Result>): Promise<Result> {
  const stop = loads++ === 0 ? tidyWhenLarge() : undefined
  try {
    return await load()
  } finally {
    stop?.()
    if (--loads === 0) setFlagsFromString('--heap-growing-percent=0')
  }
}

/** How far the heap may grow is decided at each collection: one is asked for as soon as the load proves large. */
function tidyWhenLarge(): () => void {
  const before = getHeapStatistics().used_heap_size
  const timer = setInterval(() => {
    if (getHeapStatistics().used_heap_size < before + largeBytes) return
    clearInterval(timer)
    setFlagsFromString('--heap-growing-percent=30')
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as (how: { type: 'major' }) => void
    collect({ type: 'major' })
  }, lookEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}
