import { readFile, readlink } from 'node:fs/promises'

/** A process, told apart from a later one of the same number, and from one in another container or after another start of the machine. */
export type RunningProcess = { place: string; pid: number; startedAt: string }

/** This process, as others on this machine find it. */
export async function thisProcess(): Promise<RunningProcess> {
  return { place: await placeOfNumbers(), pid: process.pid, startedAt: await startTime(process.pid) }
}

/** True only when a process is gone for certain; of one elsewhere, or that we may not look at, nothing is known here. */
export async function isGone({ place, pid, startedAt }: RunningProcess): Promise<boolean> {
  return (
    place !== '' && place === (await placeOfNumbers()) && startedAt !== (await startTime(pid).catch(() => startedAt))
  )
}

/** Boot id and clock ticks at which a process started: unique for this machine; empty when there is no such process. Throws where it may not be looked at. */
export async function startTime(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? '' : `${await bootId()}/${fields[18]}`
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'ENOENT' || code === 'ESRCH') return ''
    throw error
  }
}

/** Where a process number means what it means to us; empty where the machine does not tell. */
async function placeOfNumbers(): Promise<string> {
  try {
    return `${await bootId()}/${await readlink('/proc/self/ns/pid')}`
  } catch {
    return ''
  }
}

async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
}
