import { readFileSync } from 'node:fs'

const ticksPerSecond = 100
let counted = 0

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
