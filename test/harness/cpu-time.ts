import { readFileSync } from 'node:fs'

const ticksPerSecond = 100
let counted = 0
let shared = 0

/**
 * CPU seconds, user and system, of this process and of its children that have ended. `atStart` gives what earlier files in
 * the same process have used, which is nothing in a new one, so that starting up counts for the file that asked for it.
 */
export function cpuOfProcess({ atStart = false } = {}): number {
  if (atStart) return counted
  counted = secondsIn(readFileSync('/proc/self/stat', 'utf8'))
  return counted
}

/** utime, stime, cutime and cstime are the 14th to 17th fields; the name before them may hold spaces. */
export function secondsIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond
}

/** Does what the first file that asks does for the whole run: it counts for nobody in particular. */
export async function sharedWork<Made>(work: () => Promise<Made>): Promise<Made> {
  const before = cpuOfProcess()
  try {
    return await work()
  } finally {
    shared += cpuOfProcess() - before
  }
}

/** CPU seconds of shared work that this process has done. */
export function cpuOfSharedWork(): number {
  return shared
}
