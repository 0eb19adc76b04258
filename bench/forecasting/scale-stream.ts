import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Memory of `drumbeat forecast` and how far it reads on while its reader stands still. */
export interface StreamMeasure {
  readonly series: number
  readonly bytes: number
  readonly rowsOut: number
  readonly takenWhileBlocked: number
  /** Resident memory in MiB after a quarter of the series, at the end, and at most. */
  readonly earlyMib: number
  readonly lateMib: number
  readonly mostMib: number
}

const [count, points, horizon] = [60_000, 24, 6]
const command = resolve(import.meta.dirname, '../../src/cli.ts')

/** Streams 60,000 series of 24 points through the naive model, so that memory is measured and not arithmetic. */
export async function measureStream(): Promise<StreamMeasure> {
  const options = ['--horizon', `${horizon}`, '--season-length', '12', '--model', 'naive', '--format', 'ndjson']
  const child = spawn(process.execPath, [command, 'forecast', ...options], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const resident: number[] = []
  const state = { sent: 0, bytes: 0, rowsOut: 0 }
  const feeding = feed()
  await sleep(2500)
  const takenWhileBlocked = state.bytes - child.stdin.writableLength
  child.stdout.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 10) state.rowsOut++
  })
  await feeding
  await ended
  return {
    ...{ series: count, bytes: state.bytes, rowsOut: state.rowsOut, takenWhileBlocked },
    earlyMib: median(resident.slice(resident.length / 4 - 3, resident.length / 4 + 3)),
    lateMib: median(resident.slice(-6)),
    mostMib: Math.max(...resident),
  }

  async function feed(): Promise<void> {
    for (; state.sent < count; state.sent++) {
      const text = linesOf(state.sent)
      state.bytes += text.length
      if (!child.stdin.write(text)) await once(child.stdin, 'drain')
      if (state.sent % (count / 100) === 0) resident.push(residentMib(child.pid!))
      if (state.sent % (count / 10) === 0 && state.rowsOut > 0) await pause()
    }
    child.stdin.end()
  }

  async function pause(): Promise<void> {
    child.stdout.pause()
    await sleep(100)
    child.stdout.resume()
  }
}

function linesOf(i: number): string {
  let text = ''
  for (let t = 0; t < points; t++)
    text += `{"unique_id":"series-${i}","ds":${t},"y":${100 + ((i * 31 + t * 17) % 50)}}\n`
  return text
}

function residentMib(pid: number): number {
  const [, kib = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kib) / 1024)
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}
