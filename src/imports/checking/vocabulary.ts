import { type NearMatch, nameFinder } from './names.ts'

const industries =
  'aerospace agriculture airlines apparel automotive banking biotechnology chemicals communications construction consulting ecommerce education electronics employment energy engineering entertainment environmental fashion finance financial food government healthcare hospitality hotels insurance legal logistics machinery manufacturing marketing media medical mining nonprofit pharmaceuticals printing publishing realestate recreation retail security services shipping software sports technology telecommunications textiles tourism transportation travel utilities wholesale'.split(
    ' ',
  )

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** Words that everybody writes the same way, for fields that hold them. */
export type Vocabulary = { has: (value: string) => boolean; nearest: (value: string) => NearMatch }

/** The usual words for an industry. */
export function industryWords(): Vocabulary {
  return vocabulary(industries)
}

/** The names of the countries in English and their codes, as the runtime knows them. */
export function countryNames(): Vocabulary {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const codes = letters.flatMap((a) => letters.map((b) => a + b))
  const countries = codes.map((code) => ({ code, name: names.of(code) })).filter((each) => each.name !== undefined)
  return vocabulary(
    [...countries.map((each) => each.name!), 'Korea', 'USA', 'UK'],
    countries.map((each) => each.code),
  )
}

function vocabulary(words: string[], codes: string[] = []): Vocabulary {
  const known = new Set([...words, ...codes].map((each) => each.toLowerCase()))
  const finder = nameFinder(words)
  return { has: (value) => known.has(value.trim().toLowerCase()), nearest: finder.nearest }
}
