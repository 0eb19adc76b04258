/** What a provider says of somebody. */
export type Claimed = {
  subject: string
  email: string | null
  isVerified: boolean
  name: string | null
  groups: readonly string[]
}

/** Whom the owner lets in by a provider, and as what. */
export type Rule = {
  domains: readonly string[]
  trustsAddresses: boolean
  linksExisting: boolean
  defaultRole: string | null
  groupRoles: readonly { group: string; role: string }[]
}

export type KnownLogin = { id: string; role: string; isClosed: boolean }

/** The login that came by this subject before, and the one that has the address; the latter may belong to another subject. */
export type Known = { linked: KnownLogin | null; byEmail: (KnownLogin & { hasOtherSubject: boolean }) | null }

export type Admission =
  | { kind: 'enter' | 'link'; userId: string; role: string | null }
  | { kind: 'join'; email: string; name: string; role: string }
  | { kind: 'refused'; because: Because }

export type Because = 'closed' | 'no-role' | 'no-address' | 'unverified' | 'domain' | 'existing' | 'other-subject'

/**
 * Who comes in by a provider: those who came before, by subject; then those whose verified address is of an allowed domain,
 * as a new login, or as the one they have where the owner allows that. `order` is that of the table of roles: of several
 * groups the one whose role stands first counts.
 */
export function admit(asked: { claimed: Claimed; rule: Rule; known: Known; order: readonly string[] }): Admission {
  const { claimed, rule, known } = asked
  const role = roleOf(asked)
  const decides = rule.groupRoles.length > 0
  if (known.linked) return entering('enter', { login: known.linked, role, decides })
  const email = claimed.email?.trim().toLowerCase() ?? ''
  if (email === '') return refused('no-address')
  if (!claimed.isVerified && !rule.trustsAddresses) return refused('unverified')
  if (!rule.domains.includes(email.slice(email.lastIndexOf('@') + 1))) return refused('domain')
  if (known.byEmail) {
    if (!rule.linksExisting) return refused('existing')
    if (known.byEmail.hasOtherSubject) return refused('other-subject')
    return entering('link', { login: known.byEmail, role, decides })
  }
  if (role === null) return refused('no-role')
  return { kind: 'join', email, name: claimed.name?.trim().slice(0, 200) || email, role }
}

/** A login that is there keeps its role unless the groups decide it. */
function entering(
  kind: 'enter' | 'link',
  { login, role, decides }: { login: KnownLogin; role: string | null; decides: boolean },
): Admission {
  if (login.isClosed) return refused('closed')
  if (!decides) return { kind, userId: login.id, role: null }
  if (role === null) return refused('no-role')
  return { kind, userId: login.id, role: role === login.role ? null : role }
}

function roleOf({ claimed, rule, order }: { claimed: Claimed; rule: Rule; order: readonly string[] }): string | null {
  const held = new Set(rule.groupRoles.filter(({ group }) => claimed.groups.includes(group)).map(({ role }) => role))
  return order.find((role) => held.has(role)) ?? rule.defaultRole
}

function refused(because: Because): Admission {
  return { kind: 'refused', because }
}
