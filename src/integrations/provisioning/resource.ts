import { booleanOf, isObject, type Json, keyIn, valuesAt } from './attributes.ts'
import { ScimError } from './scim-error.ts'

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group'

/** A login as it is kept. */
export type Login = {
  id: string
  userName: string
  externalId: string | null
  name: string
  givenName: string | null
  familyName: string | null
  email: string
  role: string
  active: boolean
  createdAt: string
  changedAt: string
  groups: { id: string; name: string }[]
}

/** What a provider says of a login. */
export type SaidUser = Pick<Login, 'userName' | 'externalId' | 'name' | 'givenName' | 'familyName' | 'email' | 'active'>

export type Group = {
  id: string
  name: string
  externalId: string | null
  role: string | null
  madeAt: string
  changedAt: string
  members: { id: string; name: string }[]
}

/** A login as SCIM shows it; `base` is where SCIM is served. */
export function userResource(login: Login, base: string): Json {
  const { id, userName, externalId, name, givenName, familyName, email, active, createdAt, changedAt, groups } = login
  return {
    schemas: [userSchema],
    id,
    ...(externalId !== null && { externalId }),
    userName,
    displayName: name,
    name: { formatted: name, ...(givenName !== null && { givenName }), ...(familyName !== null && { familyName }) },
    emails: [{ value: email, type: 'work', primary: true }],
    active,
    groups: groups.map((group) => ({ value: group.id, display: group.name, $ref: `${base}/Groups/${group.id}` })),
    meta: meta('User', { created: createdAt, changed: changedAt, location: `${base}/Users/${id}` }),
  }
}

/** A group as SCIM shows it. */
export function groupResource(group: Group, base: string): Json {
  const { id, name, externalId, madeAt, changedAt, members } = group
  return {
    schemas: [groupSchema],
    id,
    ...(externalId !== null && { externalId }),
    displayName: name,
    members: members.map((each) => ({ value: each.id, display: each.name, $ref: `${base}/Users/${each.id}` })),
    meta: meta('Group', { created: madeAt, changed: changedAt, location: `${base}/Groups/${id}` }),
  }
}

/** What a resource says of a login, checked. */
export function saidUser(resource: unknown): SaidUser {
  const of = objectOf(resource)
  const userName = textAt(of, 'userName')
  if (userName === null) throw new ScimError(400, 'A user has a userName.', 'invalidValue')
  const [given, family] = [textAt(of, 'name.givenName'), textAt(of, 'name.familyName')]
  const whole = [given, family].filter((part) => part !== null).join(' ')
  const email = emailIn(of) ?? userName
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) {
    throw new ScimError(400, `"${email}" is no e-mail address; userName or emails must hold one.`, 'invalidValue')
  }
  return {
    userName,
    externalId: textAt(of, 'externalId'),
    name: textAt(of, 'displayName') ?? textAt(of, 'name.formatted') ?? (whole || userName),
    givenName: given,
    familyName: family,
    email: email.toLowerCase(),
    active: activeIn(of),
  }
}

/** What a resource says of a group, checked. */
export function saidGroup(resource: unknown): { name: string; externalId: string | null; memberIds: string[] } {
  const of = objectOf(resource)
  const name = textAt(of, 'displayName')
  if (name === null) throw new ScimError(400, 'A group has a displayName.', 'invalidValue')
  const members = valuesAt(of, 'members').map((each) => String(isObject(each) ? each[keyIn(each, 'value')] : each))
  const odd = members.find((id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
  if (odd !== undefined) throw new ScimError(400, `The member ${odd} is no user.`, 'invalidValue')
  return { name, externalId: textAt(of, 'externalId'), memberIds: [...new Set(members)] }
}

function objectOf(resource: unknown): Json {
  if (isObject(resource)) return resource
  throw new ScimError(400, 'The body is no JSON object.', 'invalidSyntax')
}

function activeIn(of: Json): boolean {
  const value = of[keyIn(of, 'active')]
  const active = value === undefined ? true : booleanOf(value)
  if (active === null)
    throw new ScimError(400, `active is true or false, not ${JSON.stringify(value)}.`, 'invalidValue')
  return active
}

/** The primary address, else the first. */
function emailIn(of: Json): string | null {
  const all = valuesAt(of, 'emails').filter(isObject)
  const chosen = all.find((each) => booleanOf(each[keyIn(each, 'primary')]) === true) ?? all[0]
  const value = chosen?.[keyIn(chosen, 'value')]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function textAt(of: Json, path: string): string | null {
  const [value] = valuesAt(of, path)
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string' || value.length > 500) {
    throw new ScimError(400, `${path} is a text of at most 500 characters.`, 'invalidValue')
  }
  return value.trim() || null
}

function meta(resourceType: string, of: { created: string; changed: string; location: string }): Json {
  const { created, changed, location } = of
  return { resourceType, created, lastModified: changed, location, version: `W/"${Date.parse(changed)}"` }
}
