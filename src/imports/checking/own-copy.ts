/**
 * A copy of a text with memory of its own. A piece cut out of a long text keeps the whole of it alive in the engine, so
 * whatever outlives its row (cache keys, names, examples) has to be copied.
 */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
