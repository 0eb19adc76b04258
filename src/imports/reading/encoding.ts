import type { Format } from '#platform/importing/mapping.ts'

export type Encoding = Format['encoding']

/** How a file's text may be encoded, the most likely first; more than one where only a person can tell. */
export type EncodingGuess = { encoding: Encoding; others: Encoding[] }

/** Guesses how a file's text is encoded from its first bytes: a byte order mark, the zeros of UTF-16, UTF-8, else by its letters. */
export function guessEncoding(bytes: Uint8Array): EncodingGuess {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', others: [] }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', others: [] }
  const wide = guessWide(bytes)
  if (wide) return { encoding: wide, others: [] }
  const utf8 = fitsUtf8(bytes)
  if (utf8 === 'well') return { encoding: 'utf-8', others: [] }
  const guess = byLetters(bytes)
  return utf8 === 'no' ? guess : { encoding: 'utf-8', others: [guess.encoding, ...guess.others] }
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

/**
 * UTF-8 with a few wrong bytes in it is still UTF-8: letters of several bytes do not come about by chance. Where nearly
 * as many bytes are wrong, only a person can tell. The sample may end inside a character, so one wrong place at its end
 * is forgiven.
 */
function fitsUtf8(bytes: Uint8Array): 'well' | 'perhaps' | 'no' {
  const text = new TextDecoder('utf-8').decode(bytes)
  let [wrong, right] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0xfffd) wrong++
    else if (code > 127) right++
  }
  if (wrong === 0 || (wrong === 1 && text.endsWith('\ufffd')) || right > 3 * wrong) return 'well'
  return right >= wrong ? 'perhaps' : 'no'
}

type Script = { encoding: Encoding; fits: (text: string) => number }

/** Shares of letters beyond ASCII that belong together in a text of that script. */
const scripts: Script[] = [
  { encoding: 'shift_jis', fits: (text) => shareOf(text, /[\u3040-\u30ff\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e]/g) },
  { encoding: 'euc-jp', fits: (text) => shareOf(text, /[\u3040-\u30ff\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e]/g) },
  { encoding: 'euc-kr', fits: (text) => shareOf(text, /[\uac00-\ud7af]/g) },
  { encoding: 'gb18030', fits: (text) => shareOf(text, /[\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e]/g) },
  { encoding: 'big5', fits: (text) => shareOf(text, /[\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e]/g) },
  { encoding: 'windows-1251', fits: (text) => inWords(text, /[\u0400-\u045f]/g) },
  { encoding: 'koi8-r', fits: (text) => inWords(text, /[\u0430-\u044f\u0451]/g) },
  { encoding: 'windows-1253', fits: (text) => inWords(text, /[\u0370-\u03ff]/g) },
  { encoding: 'windows-1255', fits: (text) => inWords(text, /[\u05d0-\u05ea]/g) },
  { encoding: 'windows-1256', fits: (text) => inWords(text, /[\u0621-\u064a]/g) },
  { encoding: 'windows-874', fits: (text) => inWords(text, /[\u0e01-\u0e5b]/g) },
]

/** Which single-byte or East Asian encoding the letters speak for. */
function byLetters(bytes: Uint8Array): EncodingGuess {
  const candidates = scripts
    .map(({ encoding, fits }) => ({ encoding, share: fits(decoded(bytes, encoding)) }))
    .filter(({ share }) => share > 0.95)
    .sort((a, b) => b.share - a.share)
    .map(({ encoding }) => encoding)
  const western = decoded(bytes, 'windows-1252')
  if (!looksGarbled(western)) return centralEuropean(bytes, western)
  const [first, ...others] = candidates
  if (first) return { encoding: first, others: others.length > 0 ? [...others, 'windows-1252'] : [] }
  return centralEuropean(bytes, western)
}

/** Words of a western language hold no signs inside, and their accented letters stand alone. */
function looksGarbled(text: string): boolean {
  const beyond = text.match(/[^\0-\x7f]/g)?.length ?? 0
  const runs = text.match(
    /[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2010-\u203a\u20ac\u2122]{3,}/g,
  )
  const inRuns = (runs ?? []).reduce((sum, run) => sum + run.length, 0)
  return inRuns > beyond / 2
}

const signInWord =
  /\p{L}[\u00a1-\u00bf\u0080-\u009f\u201a-\u203a\u2020-\u2026](?=\p{L})|(?:^|[\s,;"])[\u00a3\u00af\u00bf\u00a5\u00a9\u00aa\u00ae\u00bc\u00be](?=\p{L})|\p{L}[\u00b9\u00b3\u00bf\u00a3](?![\p{L}\d])/gmu

/** Signs inside words, as £ in "£¹ka", are the letters of central Europe read as western ones. */
function centralEuropean(bytes: Uint8Array, western: string): EncodingGuess {
  const signs = western.match(signInWord)?.length ?? 0
  if (signs > 0 && !decoded(bytes, 'windows-1250').includes('\ufffd'))
    return signs > 1 ? { encoding: 'windows-1250', others: [] } : { encoding: 'windows-1252', others: ['windows-1250'] }
  const czech =
    /[\u0161\u017e\u0160\u017d]/.test(western) && /[\u00e8\u00ec\u00f8\u00f9\u00c8\u00cc\u00d8\u00d9]/.test(western)
  if (czech) return { encoding: 'windows-1252', others: ['windows-1250'] }
  // Letters of Iceland stand where other tables hold those of Turkey or the Baltic.
  const northern = /[\u00d0\u00f0\u00de\u00fe\u00dd\u00fd]/.test(western)
  return { encoding: 'windows-1252', others: northern ? ['windows-1254', 'windows-1257'] : [] }
}

function decoded(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes)
}

function shareOf(text: string, letters: RegExp): number {
  const beyond = text.match(/[^\0-\x7f]/g)?.length ?? 0
  return beyond === 0 ? 0 : (text.match(letters)?.length ?? 0) / beyond
}

/** Letters of an alphabet count where their words hold nothing else, small letters mostly. */
function inWords(text: string, letters: RegExp): number {
  const words = text.match(/[\p{L}\p{M}]+/gu)?.filter((word) => /[^\0-\x7f]/.test(word)) ?? []
  const sound = words.filter((word) => /^(?:.|\p{Lu}+|.?\p{Ll}+)$/u.test(word))
  return shareOf(text.replace(/[^\p{L}\p{M}]/gu, ''), letters) * (words.length === 0 ? 0 : sound.length / words.length)
}
