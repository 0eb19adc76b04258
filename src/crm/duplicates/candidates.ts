import { daysBetween } from '@drumbeat/periods'
import { alikePairs, likeness, trigrams } from './likeness.ts'
import { companyName, mailAddress, mailDomain, outsideId, personName, phoneDigits, plain } from './written.ts'

export type MergedNoun = 'account' | 'contact' | 'lead' | 'deal'

/** What a row says that tells whether another one is the same. */
export type Comparable = {
  id: string
  name: string
  externalId: string | null
  email: string | null
  phone: string | null
  /** Domains of the people at an account. */
  domains: readonly string[]
  /** The account of a contact or deal, the company of a lead. */
  within: string | null
  country: string | null
  /** The amount of a deal with its currency. */
  amount: string | null
  /** The day on which a deal was made. */
  madeOn: string | null
}

export type EvidenceKind = (typeof evidenceKinds)[number]
export const evidenceKinds = [
  'id',
  'e-mail',
  'phone',
  'domain',
  'name',
  'near name',
  'company',
  'country',
  'amount',
  'day',
  'other e-mail',
  'other country',
  'other amount',
  'other day',
] as const

/** One thing that speaks for or against two rows being the same, with what it counts. */
export type Evidence = { on: EvidenceKind; says: string; points: number }

export type Pair = {
  a: string
  b: string
  points: number
  certainty: 'almost certain' | 'likely'
  evidence: Evidence[]
}

/** Points from which a pair is shown, and from which it is almost certain. */
export const SHOWN = 4
export const ALMOST_CERTAIN = 7

const LEAST_LIKENESS = 0.6
/** A domain, phone number or name that so many share tells nothing. */
const MOST_SHARING = 40

/** Pairs of rows that may be the same thing, the surest first, with what speaks for and against each; `onDone` hears the share done. */
export function candidates(
  noun: MergedNoun,
  rows: readonly Comparable[],
  onDone: (share: number) => void = () => {},
): Pair[] {
  const read = rows.map((row) => readRow(noun, row))
  const met = new Map<string, { a: Read; b: Read; near: number | null }>()
  const meet = (a: Read, b: Read, near: number | null = null) => {
    const [first, second] = a.row.id < b.row.id ? [a, b] : [b, a]
    const key = `${first.row.id} ${second.row.id}`
    if (near !== null || !met.has(key)) met.set(key, { a: first, b: second, near })
  }
  for (const keysOf of blocks(noun)) for (const group of sharing(read, keysOf)) everyTwo(group, meet)
  const names = [...new Set(read.map(({ name }) => name))].filter((name) => name !== '')
  const named = Map.groupBy(read, ({ name }) => name)
  for (const { a, b, likeness } of alikePairs(names, LEAST_LIKENESS, onDone)) {
    if (!sameDigits(names[a]!, names[b]!)) continue
    for (const one of named.get(names[a]!)!.slice(0, MOST_SHARING))
      for (const other of named.get(names[b]!)!.slice(0, MOST_SHARING)) meet(one, other, likeness)
  }
  return ranked([...met.values()].map((two) => weighed(noun, two)))
}

/** Pairs that were found before, weighed by what their rows say now; those without both rows are gone. */
export function weighedAgain(
  noun: MergedNoun,
  rows: readonly Comparable[],
  pairs: readonly { a: string; b: string }[],
): Pair[] {
  const read = new Map(rows.map((row) => [row.id, readRow(noun, row)]))
  const found = pairs.flatMap((pair) => {
    const [a, b] = [read.get(pair.a), read.get(pair.b)]
    return a && b ? [weighed(noun, { a, b, near: nearness(a, b) })] : []
  })
  return ranked(found)
}

/** How alike two names are, where they are much alike and not the same. */
function nearness(a: Read, b: Read): number | null {
  if (a.name === b.name || a.name === '' || b.name === '' || !sameDigits(a.name, b.name)) return null
  const alike = likeness(trigrams(a.name), trigrams(b.name))
  return alike >= LEAST_LIKENESS ? alike : null
}

/** Those that are shown, the surest first. */
function ranked(pairs: readonly Pair[]): Pair[] {
  return pairs
    .filter(({ points }) => points >= SHOWN)
    .sort((x, y) => y.points - x.points || (`${x.a}${x.b}` < `${y.a}${y.b}` ? -1 : 1))
}

/** A row with what it says written alike. */
type Read = {
  row: Comparable
  name: string
  id: string | null
  email: string | null
  phone: string | null
  domains: readonly string[]
  within: string | null
  country: string | null
}

function readRow(noun: MergedNoun, row: Comparable): Read {
  const nameOf = { account: companyName, contact: personName, lead: personName, deal: plain }[noun]
  const given = <T>(value: string | null, read: (text: string) => T) =>
    value === null || value === '' ? null : read(value)
  return {
    row,
    name: nameOf(row.name),
    id: given(row.externalId, outsideId),
    email: given(row.email, mailAddress),
    phone: given(row.phone, phoneDigits),
    domains: [...new Set(row.domains.flatMap((domain) => mailDomain(`@${domain}`) ?? []))],
    within: given(row.within, noun === 'lead' ? companyName : (text) => text),
    country: given(row.country, plain),
  }
}

/** What two rows must share one of to be compared. */
function blocks(noun: MergedNoun): ((read: Read) => readonly (string | null)[])[] {
  const byName = (read: Read) => [read.name || null]
  if (noun === 'deal') return [(read) => [read.id], byName]
  return [(read) => [read.id], (read) => [read.email], (read) => [read.phone], (read) => read.domains, byName]
}

function sharing(rows: readonly Read[], keysOf: (read: Read) => readonly (string | null)[]): Read[][] {
  const groups = new Map<string, Read[]>()
  for (const read of rows)
    for (const key of keysOf(read)) {
      if (key === null) continue
      const group = groups.get(key)
      if (group) group.push(read)
      else groups.set(key, [read])
    }
  return [...groups.values()].filter((group) => group.length > 1 && group.length <= MOST_SHARING)
}

function everyTwo(group: readonly Read[], meet: (a: Read, b: Read) => void): void {
  for (const [at, a] of group.entries()) for (const b of group.slice(at + 1)) meet(a, b)
}

/** "Store 12" and "Store 13" are two stores. */
function sameDigits(a: string, b: string): boolean {
  const digits = (name: string) => name.match(/\d+/g)?.join(' ') ?? ''
  return digits(a) === digits(b)
}

function weighed(noun: MergedNoun, { a, b, near }: { a: Read; b: Read; near: number | null }): Pair {
  const evidence = [...ofKeys(a, b), ...ofName(a, b, near), ...ofPlace(noun, a, b), ...ofDeal(noun, a, b)]
  const points = Math.round(10 * evidence.reduce((sum, each) => sum + each.points, 0)) / 10
  return {
    a: a.row.id,
    b: b.row.id,
    points,
    certainty: points >= ALMOST_CERTAIN ? 'almost certain' : 'likely',
    evidence,
  }
}

function ofKeys(a: Read, b: Read): Evidence[] {
  const found: Evidence[] = []
  if (a.id !== null && a.id === b.id)
    found.push({ on: 'id', says: `the same outside id ${a.row.externalId}`, points: 5 })
  if (a.email !== null && a.email === b.email)
    found.push({ on: 'e-mail', says: `the same e-mail ${a.email}`, points: 5 })
  if (a.email !== null && b.email !== null && a.email !== b.email)
    found.push({ on: 'other e-mail', says: `${a.email} and ${b.email}`, points: -2 })
  if (a.phone !== null && a.phone === b.phone)
    found.push({ on: 'phone', says: `the same phone ${a.row.phone}`, points: 3 })
  const domain = a.domains.find((each) => b.domains.includes(each))
  if (domain !== undefined) found.push({ on: 'domain', says: `people at both have addresses at ${domain}`, points: 3 })
  return found
}

function ofName(a: Read, b: Read, near: number | null): Evidence[] {
  if (a.name !== '' && a.name === b.name) return [{ on: 'name', says: `the same name: ${a.name}`, points: 4 }]
  if (near === null) return []
  const points = Math.round(10 * (2 + (2 * (near - LEAST_LIKENESS)) / (1 - LEAST_LIKENESS))) / 10
  return [{ on: 'near name', says: `names that are ${Math.round(100 * near)} % alike: ${a.name}, ${b.name}`, points }]
}

function ofPlace(noun: MergedNoun, a: Read, b: Read): Evidence[] {
  const found: Evidence[] = []
  if (a.within !== null && a.within === b.within) {
    const says = noun === 'lead' ? `the same company: ${a.row.within}` : 'at the same account'
    found.push({ on: 'company', says, points: 2 })
  }
  if (a.country !== null && a.country === b.country && noun !== 'deal')
    found.push({ on: 'country', says: `both in ${a.row.country}`, points: 1 })
  if (a.country !== null && b.country !== null && a.country !== b.country)
    found.push({ on: 'other country', says: `${a.row.country} and ${b.row.country}`, points: -2 })
  return found
}

/** Two deals of one name at one account are two renewals unless they say the same. */
function ofDeal(noun: MergedNoun, a: Read, b: Read): Evidence[] {
  if (noun !== 'deal') return []
  const [one, other] = [a.row, b.row]
  const found: Evidence[] = []
  if (one.amount !== null && other.amount !== null)
    found.push(
      one.amount === other.amount
        ? { on: 'amount', says: 'the same amount', points: 1 }
        : { on: 'other amount', says: 'different amounts', points: -1 },
    )
  if (one.madeOn !== null && other.madeOn !== null) {
    const days = Math.abs(daysBetween({ from: one.madeOn, to: other.madeOn }))
    found.push(
      days <= 30
        ? { on: 'day', says: `made within ${days} days of each other`, points: 1 }
        : { on: 'other day', says: `made ${days} days apart`, points: -2 },
    )
  }
  return found
}
