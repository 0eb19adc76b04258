import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Problem } from '@drumbeat/planning'
import { duplicateKeys } from './duplicate-keys.ts'
import { readText } from './read-text.ts'

/** A file that cannot be read or written; told in one line. */
export class Unreadable extends Error {}

/** JSON in which a key stands twice; told as problems of the input. */
export class Ambiguous extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super('a key stands twice')
    this.problems = problems
  }
}

export function parse(text: string, name: string): unknown {
  if (text.trim() === '') throw new Unreadable(`${name}: is empty. Give a planning model as JSON.`)
  const value = parsed(text, name)
  const problems = duplicateKeys(text)
  if (problems.length > 0) throw new Ambiguous(problems)
  return value
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Unreadable(`${name}: is no JSON: ${(error as Error).message}`)
  }
}

export async function fileText(file: string): Promise<string> {
  try {
    return decoded(await readFile(file), file)
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw new Unreadable(`${file}: cannot be read: ${(error as Error).message}`)
  }
}

export async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return decoded(Buffer.concat(chunks), 'stdin')
}

function decoded(bytes: Uint8Array, name: string): string {
  const read = readText(bytes)
  if (read.kind === 'unreadable') throw new Unreadable(`${name}: ${read.says}`)
  return read.text
}
