import { type Comparable, candidates } from '#crm/duplicates/candidates.ts'

const ACCOUNTS = 20_000
const PLANTED = 1_000

/** Twenty thousand seeded accounts, a thousand of them typed in again in another way: what is found, what is not one, and how long it takes. */
export async function run(): Promise<string> {
  const draw = seeded(7)
  const rows = Array.from({ length: ACCOUNTS }, (_, at) => account(`a${at}`, draw))
  const twice = Array.from({ length: PLANTED }, (_, nth) => again(rows[nth * 20]!, `b${nth}`, draw))
  const truth = new Set(twice.map(({ id }, nth) => `a${nth * 20} ${id}`))
  const all = [...rows, ...twice]
  const began = performance.now()
  const pairs = candidates('account', all)
  const milliseconds = performance.now() - began
  const hits = pairs.filter(({ a, b }) => truth.has(`${a} ${b}`)).length
  const sure = pairs.filter(({ certainty }) => certainty === 'almost certain')
  const sureHits = sure.filter(({ a, b }) => truth.has(`${a} ${b}`)).length
  const plain = Map.groupBy(all, ({ name }) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
  const plainHits = twice.filter(({ name }, nth) =>
    plain.get(key(name))?.some(({ id }) => id === `a${nth * 20}`),
  ).length
  const share = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(1)} %`
  return [
    `${(ACCOUNTS + PLANTED).toLocaleString('en-US')} accounts, ${PLANTED.toLocaleString('en-US')} typed in again (legal form, capitals, a letter too few, words turned; half with a shared domain): compared in ${(milliseconds / 1000).toFixed(1)} s`,
    `- listed: ${share(hits, PLANTED)} of those found, ${share(hits, pairs.length)} of ${pairs.length} listed pairs are true`,
    `- almost certain: ${share(sureHits, PLANTED)} of those found, ${share(sureHits, sure.length)} of ${sure.length} pairs are true`,
    `- baseline, equal letters and digits: ${share(plainHits, PLANTED)} found`,
  ].join('\n')
}

const heads =
  'Nord Alpen Rhein Silver Grand Blue Royal Harbour Maple Copper Lake Stone Golden River Winter Summit Crown Anchor Valley Cedar'.split(
    ' ',
  )
const middles =
  'Kaffee Hotel Bistro Roastery Catering Bakery Trading Foods Gastro Supply Market Kitchen Espresso Tea Vending'.split(
    ' ',
  )
const forms = ['GmbH', 'Ltd', 'Inc.', 'AG', 'S.A.', 'B.V.', '']
const countries = ['DE', 'UK', 'FR', 'US', 'NL']
const syllables = 'ba ko li mar ten vo ser dan rik hol fen gar ula wes tor min pol'.split(' ')

function account(id: string, draw: (below: number) => number): Comparable {
  const own = Array.from({ length: 2 + draw(3) }, () => syllables[draw(syllables.length)]).join('')
  const name =
    `${heads[draw(heads.length)]} ${own} ${middles[draw(middles.length)]} ${forms[draw(forms.length)]}`.trim()
  const blank = { externalId: null, email: null, phone: null, within: null, amount: null, madeOn: null }
  return { id, name, ...blank, domains: [`${own}${draw(1000)}.example`], country: countries[draw(countries.length)]! }
}

function again(of: Comparable, id: string, draw: (below: number) => number): Comparable {
  const at = 2 + draw(of.name.length - 4)
  const ways = [
    `${of.name.replace(/ (GmbH|Ltd|Inc\.|AG|S\.A\.|B\.V\.)$/, '')} LLC`,
    of.name.toUpperCase(),
    of.name.slice(0, at) + of.name.slice(at + 1),
    of.name.split(' ').reverse().join(' '),
  ]
  return { ...of, id, name: ways[draw(ways.length)]!, domains: draw(2) === 0 ? of.domains : [] }
}

function key(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** mulberry32 */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (((mixed ^ (mixed >>> 14)) >>> 0) % below) >>> 0
  }
}
