import type { Format } from '#platform/importing/mapping.ts'
import { decoderOf } from './decoder.ts'
import { soundShare, strangeLines } from './sound-words.ts'

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
  if (utf8 === 'no') return byLetters(strangeLines(bytes))
  const guess = byLetters(strangeLines(bytes, (line) => decoded(line, 'utf-8').includes('\ufffd')))
  return { encoding: 'utf-8', others: [guess.encoding, ...guess.others] }
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
  const text = decoded(bytes, 'utf-8')
  let [wrong, right] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0xfffd) wrong++
    else if (code > 127) right++
  }
  if (wrong === 0 || (wrong === 1 && text.endsWith('\ufffd')) || right > 3 * wrong) return 'well'
  return right >= wrong ? 'perhaps' : 'no'
}

/** The letters beyond ASCII that texts in an encoding are made of; a word of others was read in a wrong one. */
const western = /^(?!.*\P{ASCII}{3})[\p{ASCII}À-ÖØ-öø-üÿŸßŒœŠšŽž]+$/u
const central = /^[\p{ASCII}ĄąĆćĘęŁłŃńÓóŚśŹźŻżÁáČčĎďÉéĚěÍíŇňŘřŠšŤťÚúŮůÝýŽžÄäÖöÜüŐőŰűßĂăÂâÎîŞşŢţÇçĐđĹĺĽľÔôŔŕËë]+$/u
const baltic = /^[\p{ASCII}ĄąČčĘęĖėĮįŠšŲųŪūŽžĀāĒēĢģĪīĶķĻļŅņÕõÄäÖöÜüßéÉóÓ]+$/u
const turkish = /^[\p{ASCII}ŞşĞğİıÇçÖöÜüÂâÎîÛûéÉßäÄ]+$/u
const cyrillic = /^[\u0400-\u045f\u0490\u0491]+$/
const chinese = /^[\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e]+$/
const japanese = /^[\u3040-\u30ff\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e]+$/

/** Encodings by the letters of their words, in the order in which they are met; the first of equals is taken. */
const candidates: readonly (readonly [Encoding, RegExp])[] = [
  ['windows-1252', western],
  ['windows-1250', central],
  ['iso-8859-2', central],
  ['windows-1254', turkish],
  ['windows-1257', baltic],
  ['iso-8859-15', western],
  ['macintosh', western],
  ['ibm850', western],
  ['windows-1251', cyrillic],
  ['koi8-r', cyrillic],
  ['ibm866', cyrillic],
  ['iso-8859-5', cyrillic],
  ['windows-1253', /^[\u0370-\u03ff]+$/],
  ['windows-1255', /^[\u05d0-\u05ea]+$/],
  ['windows-1256', /^[\u0621-\u064a\u064b-\u0652]+$/],
  ['windows-874', /^[\u0e01-\u0e5b]+$/],
  ['shift_jis', japanese],
  ['euc-kr', /^[\uac00-\ud7af]+$/],
  ['gb18030', chinese],
  ['big5', chinese],
  ['euc-jp', japanese],
]

type Scored = { encoding: Encoding; text: string; share: number }

/** Encodings whose words are sound as often, but for this share, are told apart by a person. */
const tooNear = 0.03
const nearlyAll = 0.95
const hardlyAny = 0.6

/** Which encoding the words beyond ASCII speak for; who makes equal text of them is no other. */
function byLetters(lines: Uint8Array): EncodingGuess {
  const scored = candidates.map(([encoding, letters]): Scored => {
    const text = decoded(lines, encoding)
    return { encoding, text, share: soundShare(text, letters) }
  })
  const [windows] = scored as [Scored]
  const best = scored.reduce((most, each) => (each.share > most.share + tooNear ? each : most), windows)
  const near = scored.filter(({ share, text }) => share > 0 && share >= best.share - tooNear && text !== best.text)
  if (best === windows && windows.share >= hardlyAny)
    return {
      encoding: best.encoding,
      others: isUsual(windows.text) ? [] : names(near.filter(({ share }) => share >= windows.share)),
    }
  const isSure = near.length === 0 && best.share >= nearlyAll && windows.share < hardlyAny
  if (isSure) return { encoding: best.encoding, others: [] }
  return {
    encoding: best.encoding,
    others: names([...near, ...(best === windows ? scored.slice(0, 3) : [windows])], best),
  }
}

/** The first few encodings that make different text. */
function names(scored: readonly Scored[], but?: Scored): Encoding[] {
  const texts = new Map(
    scored
      .filter((each) => each !== but)
      .map(({ text, encoding }) => [text, encoding])
      .reverse() as [string, Encoding][],
  )
  return [...texts.values()].reverse().slice(0, mostOthers)
}

const mostOthers = 8

/**
 * Western languages have no ñ before a consonant (as Polish ń would be read), no ç before e or a consonant, no ï behind one, no õ but
 * before e; and Š, Ž, Ð, Þ, Ý or ø beside á are those of few, or letters of others.
 */
function isUsual(text: string): boolean {
  const odd =
    /[ŠšŽžŸÐðÞþÝý]|ñ(?![aeiouáéíóú])|ç(?![aouàâãéôõûœ])|[b-df-hj-np-tv-z]ï|õ(?!e)|È[aeiou]|ø\p{L}*[áíé]|[áíé]\p{L}*ø/iu
  return !odd.test(text)
}

function decoded(bytes: Uint8Array, encoding: Encoding): string {
  return decoderOf(encoding).decode(bytes)
}
