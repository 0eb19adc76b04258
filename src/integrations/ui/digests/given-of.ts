import { partKey } from '../../digests/part-key.ts'
import type { Digest, DigestGiven, Part } from '../../digests/schema.ts'

export { partKey }

/** A digest as its form and its change take it. */
export function givenOf(digest: Digest): DigestGiven {
  const { name, parts, when, timeZone, onlyNews, owner, receivers } = digest
  const me = receivers.find(({ id }) => id === owner.id)
  return {
    ...{ name, parts, when, timeZone, onlyNews },
    byMail: me?.byMail ?? false,
    byChat: me?.byChat ?? false,
    receivers: receivers.filter(({ id }) => id !== owner.id).map(({ id }) => id),
  }
}

/** What a new digest begins with: every Monday morning, by mail, where its maker is. */
export function newDigest(parts: Part[], name: string): DigestGiven {
  return {
    ...{ name, parts, onlyNews: false, byMail: true, byChat: false, receivers: [] },
    when: { every: 'week', weekday: 1, minute: 480 },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
}

/** The parts with one more; the same view with the same filters stands once. */
export function withPart(parts: Part[], part: Part): Part[] {
  return parts.some((each) => partKey(each) === partKey(part)) ? parts : [...parts, part]
}
