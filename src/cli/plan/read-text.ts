/** The text of a file's bytes, or why they cannot be read: which encoding they seem to be in, and a way out. */
export type ReadText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly says: string }

/** Decodes UTF-8 and UTF-16, with or without a byte order mark; of any other encoding it says which it seems to be, and where. */
export function readText(bytes: Uint8Array): ReadText {
  const packed = packedAs(bytes)
  if (packed) return { kind: 'unreadable', says: packed }
  const encoding = encodingOf(bytes)
  try {
    // The decoder takes the byte order mark off.
    return { kind: 'text', text: new TextDecoder(encoding, { fatal: true }).decode(bytes) }
  } catch {
    return { kind: 'unreadable', says: notDecoded(bytes, encoding) }
  }
}

/** What is no text at all, by its first bytes. */
function packedAs([first, second, third, fourth]: Uint8Array): string | undefined {
  if (first === 0x1f && second === 0x8b)
    return 'is compressed (gzip). Unpack it first: gunzip -c FILE | drumbeat plan solve.'
  if (first === 0x50 && second === 0x4b)
    return 'is a ZIP archive or a workbook, not JSON. Give a planning model as JSON.'
  const isLittle = first === 0xff && second === 0xfe && third === 0 && fourth === 0
  const isBig = first === 0 && second === 0 && third === 0xfe && fourth === 0xff
  return isLittle || isBig ? 'is UTF-32. Save it as UTF-8.' : undefined
}

/** A byte order mark says it; without one, JSON begins with ASCII, so that zeros beside it say how wide a letter is. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first !== undefined && first > 0 && second === 0) return 'utf-16le'
  return first === 0 && second !== undefined && second > 0 ? 'utf-16be' : 'utf-8'
}

function notDecoded(bytes: Uint8Array, encoding: string): string {
  if (encoding !== 'utf-8') return `looks like ${encoding.toUpperCase()} but is cut off or damaged. Save it as UTF-8.`
  const at = firstBadByte(bytes)
  const before = new TextDecoder().decode(bytes.subarray(0, at))
  const line = before.split('\n').length
  const byte = bytes[at]!.toString(16).toUpperCase().padStart(2, '0')
  return `is not UTF-8: byte ${byte} in line ${line} looks like Windows-1252 (Latin-1). Save it as UTF-8.`
}

/** Halves its way to the first byte that no UTF-8 text can go on with. */
function firstBadByte(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length]
  const decodes = (end: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true })
      return true
    } catch {
      return false
    }
  }
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (decodes(middle)) good = middle
    else bad = middle
  }
  return good
}
