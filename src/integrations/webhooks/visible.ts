import type { Scope } from '#platform/auth/scope.ts'
import type { Domain } from '#platform/domain.ts'
import { type About, keyOf } from '#platform/subjects/subject.ts'

type Declared = Pick<Domain, 'name' | 'permissions' | 'events' | 'sees' | 'subjects'>
type Facts = Record<string, unknown>

/** Events that belong to no domain, and what seeing them needs. */
const ofPlatform: Readonly<Record<string, string>> = {
  'users.changed': 'users:manage',
  'workspace.restored': 'backup:run',
}

/** Events that are about one's own inbox, or about webhooks themselves: they would call themselves for ever. */
const neverOffered = /^(actions\.notice\.|integrations\.webhook\.)/

/** Domains whose rows are for those who take part in them: without a thing that can be checked, only the kind of event is sent. */
const kindOnly = new Set(['actions'])

/** The events that somebody with these permissions may have sent to a webhook, by name. */
export function offeredEvents(domains: readonly Declared[], permissions: ReadonlySet<string>): string[] {
  const own = domains.flatMap(({ name, events }) => (permissions.has(`${name}:read`) ? [...events] : []))
  const platform = Object.keys(ofPlatform).filter((event) => permissions.has(ofPlatform[event]!))
  return [...own, ...platform].filter((event) => !neverOffered.test(event)).sort()
}

/** The things that an event names, as far as somebody's right to see them can be asked. */
export function thingsOf(domains: readonly Declared[], facts: Facts): About[] {
  const nouns = new Set(domains.flatMap(({ subjects }) => subjects.map(({ noun }) => noun)))
  const named = Object.entries(facts).flatMap(([key, value]): About[] => {
    const noun = key.replace(/Id$/, '')
    return noun !== key && nouns.has(noun) && typeof value === 'string' ? [{ noun, id: value }] : []
  })
  const { noun, id } = facts
  return typeof noun === 'string' && typeof id === 'string' && nouns.has(noun) ? [...named, { noun, id }] : named
}

/** What of an event its receiver may learn: ids and kinds, never rows. Null where they may not learn that it happened. */
export function visibleFacts(asked: {
  event: string
  facts: Facts
  domains: readonly Declared[]
  scope: Scope
  permissions: ReadonlySet<string>
  /** The keys of those things that the receiver sees. */
  seen: ReadonlySet<string>
}): Facts | null {
  const { event, facts, domains, scope, permissions, seen } = asked
  if (!offeredEvents(domains, permissions).includes(event)) return null
  const domain = domains.find(({ events }) => (events as readonly string[]).includes(event))
  if (!domain) return plain(facts)
  const seesAll = domain.sees.every((noun) => scope.sees[noun] === 'all')
  const things = thingsOf(domains, facts).filter((about) => !(seesAll && isOwn(domain, about)))
  if (things.some((about) => !seen.has(keyOf(about)))) return null
  const { personId } = facts
  const asksPerson = !seesAll && typeof personId === 'string'
  if (asksPerson && !domain.sees.every((noun) => reaches(scope, noun, personId))) return null
  const isChecked = things.length > 0 || asksPerson
  return isChecked || (seesAll && !kindOnly.has(domain.name)) ? plain(facts) : {}
}

/** By what messages are kept in order: the thing that the event is about, else its domain. */
export function aboutOf(event: string, facts: Facts): string {
  const { noun, id } = facts
  if (typeof noun === 'string' && typeof id === 'string') return keyOf({ noun, id })
  const key =
    Object.keys(facts).find((name) => name === 'dealId') ?? Object.keys(facts).find((name) => /Id$/.test(name))
  const value = key && facts[key]
  return key && typeof value === 'string'
    ? keyOf({ noun: key.replace(/Id$/, ''), id: value })
    : event.replace(/\..*/, '')
}

/** A domain's own things that are gone are still spoken of to those who see everything in it. */
function isOwn(domain: Declared, { noun }: About): boolean {
  return domain.name !== 'actions' && domain.subjects.some((subject) => subject.noun === noun)
}

function reaches(scope: Scope, noun: Declared['sees'][number], personId: string): boolean {
  const visible = scope.sees[noun]
  return visible === 'all' || visible.includes(personId)
}

function plain(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => isShort(value)))
}

function isShort(value: unknown): boolean {
  if (Array.isArray(value))
    return value.length <= 100 && value.every((each) => typeof each === 'string' && each.length <= 100)
  if (typeof value === 'string') return value.length <= 100
  return value === null || typeof value === 'number' || typeof value === 'boolean'
}
