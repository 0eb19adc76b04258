/** The text of a file: UTF-8, UTF-16 with its mark, else what Windows writes in the west. Says which, where it is not UTF-8. */
export function textOf(bytes: Uint8Array): { text: string; note?: string } {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) }
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes)
    return { text, note: 'The input is not UTF-8: it was read as Windows-1252.' }
  }
}
