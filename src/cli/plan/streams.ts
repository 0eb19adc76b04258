import type { Readable, Writable } from 'node:stream'

/** Where the command reads and writes; the process's own streams unless a caller brings others. */
export interface Streams {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
}

export function json({ stdout }: Streams, value: unknown, code: number): number {
  return say(
    stdout,
    `${JSON.stringify(value, (_, each) => (each === Number.POSITIVE_INFINITY ? null : each), 1)}\n`,
    code,
  )
}

export function say(stream: Writable, text: string, code: number): number {
  stream.write(text)
  return code
}
