import type { Format } from '../schema.ts'

export type Encoding = Format['encoding']

/** Guesses how a file's text is encoded from its first bytes: a byte order mark, the zeros of UTF-16, or valid UTF-8. */
export function guessEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const wide = guessWide(bytes)
  if (wide) return wide
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

/** Whether a file is gzip-compressed, whatever its name. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** Whether the bytes are text at all: a spreadsheet, an archive or a picture holds control characters. */
export function looksLikeText(text: string): boolean {
  let strange = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) strange++
  }
  return strange * 200 <= text.length
}

function guessWide(bytes: Uint8Array): Encoding | undefined {
  let [even, odd] = [0, 0]
  const length = Math.min(bytes.length, 4096)
  for (let i = 0; i < length; i++) if (bytes[i] === 0) i % 2 === 0 ? even++ : odd++
  if (odd > length / 5 && even < length / 50) return 'utf-16le'
  if (even > length / 5 && odd < length / 50) return 'utf-16be'
  return undefined
}

/** The sample may end inside a character, so up to three bytes at its end are forgiven. */
function isUtf8(bytes: Uint8Array): boolean {
  for (let cut = 0; cut <= Math.min(3, bytes.length); cut++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut))
      return true
    } catch {}
  }
  return false
}
