import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'

const drumbeat = resolve(import.meta.dirname, '../../../bin/drumbeat.mjs')

async function forecast(input: string): Promise<string> {
  const child = spawn(process.execPath, [
    drumbeat,
    'forecast',
    '--horizon',
    '3',
    '--season-length',
    '4',
    '--format',
    'ndjson',
  ])
  child.stdin.end(input)
  const [out] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return out
}

function linesOf(series: number): string {
  const wave = (t: number) => 100 + series + t + ((t * 37 + series) % 11) + 5 * (t % 4)
  return Array.from(
    { length: 30 },
    (_, t) => `${JSON.stringify({ unique_id: `S${series}`, ds: t, y: wave(t) })}\n`,
  ).join('')
}

describe('the stream over a partitioned file', () => {
  it('two processes at once, each with its part, give what one gives with the whole', async () => {
    const parts = [0, 1].map((part) => [0, 1, 2, 3, 4].map((i) => linesOf(5 * part + i)).join(''))
    const [first, second] = await Promise.all(parts.map(forecast))
    expect(first!.split('\n')).toHaveLength(16)
    expect(`${first}${second}`).toBe(await forecast(parts.join('')))
  }, 60_000)
})
