import { readdirSync, readFileSync } from 'node:fs'

const MS_PER_TICK = 10

/** CPU that a process and all below it have used so far, in ms: for a product, its server and its PostgreSQL. */
export function cpuOfTree(root: number): number {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)))
  const inTree = new Set([root])
  for (let before = 0; before < inTree.size; ) {
    before = inTree.size
    for (const { pid, parent } of stats) if (inTree.has(parent)) inTree.add(pid)
  }
  return stats.filter(({ pid }) => inTree.has(pid)).reduce((sum, { ticks }) => sum + ticks * MS_PER_TICK, 0)
}

/** CPU that one process has used so far by itself, all its threads, in ms. */
export function cpuOf(pid: number): number {
  return statOf(pid).reduce((sum, { own }) => sum + own * MS_PER_TICK, 0)
}

/** Memory that a process holds, in MiB. */
export function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}

type Stat = { pid: number; parent: number; ticks: number; own: number }

/** Own time and that of children that have ended; none for a process that ended meanwhile. */
function statOf(pid: number): Stat[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    return [
      {
        pid,
        parent: fields[1]!,
        ticks: fields[11]! + fields[12]! + fields[13]! + fields[14]!,
        own: fields[11]! + fields[12]!,
      },
    ]
  } catch {
    return []
  }
}
