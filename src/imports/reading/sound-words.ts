/** Signs that may stand at the edge of a word. */
const edge = /^[\p{P}\p{Sc}\d\s+=<>|~^°®©™§µ]+|[\p{P}\d\s+=<>|~^°®©™§€]+$/gu
/** Signs that belong to numbers and sizes: 5¼, Ø 30, 20 m², ±1, 4×6, 25 °C, µm. */
const measure = /^(?:[\d.,x]*[¼½¾±×÷°µØø²³][\d.,x]*|\d*°[CFK]|[\d.,]*µ|[Nn]º|\d+[ºª]|[a-z]{1,2}[²³]|\d*µ[a-z])$/u
/** A currency beside letters, or a mark that no word begins with, is a letter read wrongly. */
const wrongEdge =
  /^[£¥¯¿¡¦ª«]\p{Ll}|^[£¥¯¦ª™©®€†…‚]\p{L}|\p{L}[£¥¹º³²¿¡¤‚€†]|[¤]|[†‡ƒˆ‰].*\P{ASCII}|\P{ASCII}.*[†‡ƒˆ‰]/u
const beyondAscii = /\P{ASCII}/u
/** Small letters, capitals, or a capital before small ones; scripts without capitals. */
const evenCase = /^(?:\p{Lu}?[\p{Ll}\p{M}]+|[\p{Lu}\p{M}]+|[\p{Lo}\p{M}\p{Lm}\u3000-\u303f\uff01-\uff5e\u30fb]+)$/u

/** The share of the words beyond ASCII that are made of these letters, with capitals where a language has them. */
export function soundShare(text: string, letters: RegExp): number {
  let [sound, all] = [0, 0]
  for (const token of new Set(text.split(/[\s,;|"/()]+/))) {
    if (!beyondAscii.test(token)) continue
    const isMeasure = measure.test(token)
    const word = token.replace(edge, '')
    if (!isMeasure && !beyondAscii.test(word) && !wrongEdge.test(token) && !/[\p{Cc}\ufffd]/u.test(token)) continue
    all++
    if (isMeasure || (!wrongEdge.test(token) && word !== '' && isWord(word, letters))) sound++
  }
  // Signs alone, as in "£5", speak for no letters and against none.
  return all === 0 ? 1 : sound / all
}

function isWord(word: string, letters: RegExp): boolean {
  return word
    .split(/[-'’.&+_:@\u30fb]/)
    .filter((part) => beyondAscii.test(part))
    .every((part) =>
      part
        .split(/\d+/)
        .filter((each) => each !== '')
        .every((each) => letters.test(each) && (evenCase.test(each) || ownCase.test(each))),
    )
}

/** Names with a capital inside: McDonaldé, LaCôte. */
const ownCase = /^\p{Lu}\p{Ll}{1,2}[A-Z]\p{Ll}+$/u

/** Lines with bytes beyond ASCII (those wanted), as far as they are needed to tell an encoding; their line ends are ASCII in all that come here. */
export function strangeLines(bytes: Uint8Array, isWanted: (line: Uint8Array) => boolean = () => true): Uint8Array {
  const kept = new Uint8Array(Math.min(bytes.length, most))
  let [length, begin, strange] = [0, 0, false]
  for (let i = 0; i <= bytes.length && length < most; i++) {
    if (i < bytes.length && bytes[i] !== 10 && bytes[i] !== 13) {
      if (bytes[i]! > 127) strange = true
      continue
    }
    // A sample may end inside a letter of several bytes.
    const line = bytes.subarray(begin, Math.min(i + 1, begin + most - length))
    if (strange && (i < bytes.length || length === 0) && isWanted(line)) {
      kept.set(line, length)
      length += line.length
    }
    ;[begin, strange] = [i + 1, false]
  }
  return kept.subarray(0, length)
}

const most = 64 * 1024
