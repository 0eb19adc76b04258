import { dayAfter } from '@drumbeat/periods'
import { add } from '#platform/numbers/decimal.ts'
import type { Found } from '../source.ts'
import { saysOf } from './says.ts'

/** A quota as the CRM tells it; of several with one name and period, such as one per product family, the sum counts. */
export type QuotaThere = {
  id: string
  /** Its forecast type, or the goal that it is a part of, by name. */
  of: string
  whose: Whose
  startsOn: string
  /** The day after its last. */
  endsOn: string
  /** What it counts; null for money. */
  metric: string | null
  value: string
  currency: string | null
  /** Whoever has it is inactive there. */
  isInactive: boolean
}

/** A person by the id there, or a team by its name. */
export type Whose = `person ${string}` | `team ${string}`

/** A quota of one subject and period. */
export type Slot = Omit<QuotaThere, 'id' | 'of' | 'isInactive'> & { key: string }

/** How the system is called, and what tells its quotas apart. */
export type Words = { system: string; what: string }

/** What is to be read of them all; `several` are those of which it is not said which one counts, null where that is so of all. */
export type Slots = { slots: Map<string, Slot>; several: Set<string> | null; found: Found[] }

/**
 * The quotas that count: of several of one subject and period those that were named, none where nobody said which. Those of
 * people who are inactive begin no more.
 */
export function slotsOf(
  quotas: readonly QuotaThere[],
  { named, today, words }: { named: string | null; today: string; words: Words },
): Slots {
  const unique = [...new Map(quotas.map((quota) => [quota.id, quota])).values()]
  const names = [...new Set(unique.map(({ of }) => of))].sort()
  const isNamed = (of: string) => named === null || of.toLowerCase() === named.toLowerCase()
  if (named !== null && names.length > 0 && !names.some(isNamed))
    return { slots: new Map(), several: null, found: [noSuch(named, names, words)] }
  const coming = unique.filter(({ isInactive, startsOn }) => isInactive && startsOn > today)
  const counting = unique.filter((quota) => isNamed(quota.of) && !coming.includes(quota))
  const slots = new Map<string, Slot>()
  const several = new Set<string>()
  for (const [key, some] of Map.groupBy(counting, keyOf)) {
    const [first] = some as [QuotaThere, ...QuotaThere[]]
    if (some.some(({ of, currency }) => of !== first.of || currency !== first.currency)) several.add(key)
    else {
      const { whose, startsOn, endsOn, metric, currency } = first
      const value = some.map((quota) => quota.value).reduce(add)
      slots.set(key, { key, whose, startsOn, endsOn, metric, currency, value })
    }
  }
  return { slots, several, found: [...severalFound(several.size, names, words), ...comingFound(coming.length, words)] }
}

/** The key of a quota: whose, from when until when, what it counts. */
export function keyOf(of: Pick<QuotaThere, 'whose' | 'startsOn' | 'endsOn' | 'metric'>): string {
  return [of.whose, of.startsOn, of.endsOn, of.metric ?? ''].join('\n')
}

function noSuch(named: string, names: readonly string[], { system, what }: Words): Found {
  return {
    kind: 'no such quotas',
    about: named,
    says: `${system} has no quotas of a ${what} "${named}", so none are read; it has ${listed(names)}. Mend the name under Quotas.`,
  }
}

function severalFound(count: number, names: readonly string[], { what }: Words): Found[] {
  if (count === 0) return []
  const stay = count === 1 ? 'quota stays' : 'quotas stay'
  return [
    {
      kind: 'several quotas',
      about: listed(names),
      says: `${count} ${stay} out, since more than one ${what} sets them for the same person and period: ${listed(names)}. Say under Quotas which one counts.`,
    },
  ]
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}

function comingFound(count: number, { system }: Words): Found[] {
  if (count === 0) return []
  return [
    {
      kind: 'quotas of inactive people',
      about: system,
      says: `${count} ${count === 1 ? 'quota' : 'quotas'} of people who are inactive in ${system} ${count === 1 ? 'begins' : 'begin'} after today and ${count === 1 ? 'is' : 'are'} not read. Give them to somebody else there, or take them away.`,
    },
  ]
}

/** What is known here: quotas in force and what the CRM said of them last, by key; names of their subjects; digits of currencies. */
export type QuotasHere = {
  ours: ReadonlyMap<string, string>
  said: ReadonlyMap<string, Slot & { says: string }>
  names: ReadonlyMap<string, string>
  digits: ReadonlyMap<string, number>
  /** Keys of those that the import left out. */
  leftOut: ReadonlySet<string>
}

export type Changed = { slot: Slot; isGone: boolean }
export type Differences = {
  /** What is to be loaded. */
  changed: Changed[]
  /** What the CRM says now, where that is to be remembered; null: nothing any more. */
  keep: { slot: Slot; says: string | null }[]
  /** Keys of those that say what was set here. */
  setHere: Set<string>
  found: Found[]
}

/**
 * What differs from what is here. A quota follows the CRM as long as it says here what the CRM said last; one that was set
 * or taken away here stays as it is, and both values are told.
 */
export function differencesOf({ slots, several }: Slots, here: QuotasHere, { system }: Words): Differences {
  const { ours, said, leftOut } = here
  const all: Differences = { changed: [], keep: [], setHere: new Set(), found: [] }
  const set: Found[] = []
  const stay = (slot: Slot, mine: string | undefined, now: string | undefined) => {
    all.setHere.add(slot.key)
    set.push(setHere(slot, { mine, now, here, system }))
  }
  for (const [key, slot] of slots) {
    const [now, mine, before] = [saysOf(slot, here.digits), ours.get(key), said.get(key)?.says]
    if (mine === now) {
      if (before !== now) all.keep.push({ slot, says: now })
    } else if (mine === before || (leftOut.has(key) && mine === undefined && now !== before)) {
      all.changed.push({ slot, isGone: false })
      all.keep.push({ slot, says: now })
    } else if (!leftOut.has(key) || mine !== undefined) stay(slot, mine, now)
  }
  const gone = several ? [...said.values()].filter(({ key }) => !slots.has(key) && !several.has(key)) : []
  // What the user of the connection may not see any more looks like what was taken away.
  const isHidden = gone.length > 2 && gone.length * 2 > said.size
  if (isHidden) all.found.push(hidden(gone.length, system))
  else
    for (const { says, ...slot } of gone) {
      const mine = ours.get(slot.key)
      if (mine !== undefined && mine !== says) stay(slot, mine, undefined)
      else {
        if (mine !== undefined) all.changed.push({ slot, isGone: true })
        all.keep.push({ slot, says: null })
      }
    }
  all.found.push(...inShort(set, system))
  return all
}

type Both = { mine: string | undefined; now: string | undefined; here: QuotasHere; system: string }

function setHere({ key, whose, startsOn, endsOn, metric }: Slot, { mine, now, here, system }: Both): Found {
  const name = here.names.get(whose) ?? whose
  const what = metric === null ? 'quota' : `goal in ${metric}`
  const says = `The ${what} of ${name} from ${startsOn} to ${dayAfter(endsOn, -1)} is ${mine ?? 'taken away'} here and ${now ?? 'not set any more'} in ${system}. It was set here, so it stays; ${now === undefined ? 'take it away here' : `set it to ${now} here`} and it follows ${system} again.`
  return { kind: 'quota set here', about: key.replaceAll('\n', ' ').trim(), says }
}

const most = 20

function inShort(found: Found[], system: string): Found[] {
  if (found.length <= most) return found
  const says = `${found.length - most} more quotas say something else here than in ${system}; what was set here stays.`
  return [...found.slice(0, most), { kind: 'quota set here', about: 'others', says }]
}

function hidden(count: number, system: string): Found {
  return {
    kind: 'quotas not shown',
    about: system,
    says: `${system} does not show ${count} quotas any more that it showed before, more than half of all; they stay as they are here. Let the user of the connection see them, or take them away here.`,
  }
}

/** The last day of a period that ends with an instant: a midnight is the end of the day before. */
export function dayAfterEnd(instant: string): string {
  const day = instant.slice(0, 10)
  return /T00:00(:00(\.0+)?)?(Z|\+00:?00)?$/.test(instant) || instant.length === 10 ? day : dayAfter(day)
}
