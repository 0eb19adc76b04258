import { isObject, type Json, keyIn, withoutSchema } from './attributes.ts'
import { filterOf } from './filter.ts'
import { ScimError } from './scim-error.ts'

type Operation = { op: string; path: string | null; value: unknown }
type Target = { name: string; filter: string | null; sub: string | null }

/** Attributes that hold several values. */
const many = new Set(['emails', 'members', 'groups', 'phonenumbers', 'addresses', 'roles', 'photos', 'schemas'])

/** The operations of a PATCH (RFC 7644, 3.5.2), whatever the capitals in which providers write them. */
export function operationsOf(body: unknown): Operation[] {
  const list = isObject(body) ? body[keyIn(body, 'Operations')] : undefined
  if (!Array.isArray(list) || list.length === 0) {
    throw new ScimError(400, 'A PATCH holds Operations, at least one.', 'invalidSyntax')
  }
  return list.map((each: unknown) => {
    const op = isObject(each) ? String(each[keyIn(each, 'op')]).toLowerCase() : ''
    if (!isObject(each) || !/^(add|remove|replace)$/.test(op)) {
      throw new ScimError(400, `"${op}" is no operation; there are add, remove and replace.`, 'invalidSyntax')
    }
    const path = each[keyIn(each, 'path')]
    return { op, path: typeof path === 'string' && path !== '' ? path : null, value: each[keyIn(each, 'value')] }
  })
}

/** The resource after the operations, one after another; the one given stays as it is. */
export function patched(resource: Json, operations: readonly Operation[]): Json {
  const copy = structuredClone(resource)
  for (const operation of operations) apply(copy, operation)
  return copy
}

function apply(resource: Json, { op, path, value }: Operation): void {
  if (path === null) {
    if (op === 'remove') throw new ScimError(400, 'A remove names the path of what goes.', 'noTarget')
    if (!isObject(value)) throw new ScimError(400, `Without a path, ${op} takes an object.`, 'invalidValue')
    for (const [name, each] of Object.entries(value)) apply(resource, { op, path: name, value: each })
    return
  }
  const target = targetOf(path)
  const key = keyIn(resource, target.name)
  if (target.filter !== null) applyFiltered(resource, target, { op, value })
  else if (target.sub !== null) applySub(resource, { name: target.name, key, sub: target.sub }, { op, value })
  else if (op === 'remove') removeAt(resource, key, value)
  else resource[key] = set(resource[key], { op, value, isMany: many.has(target.name.toLowerCase()) })
}

function set(stood: unknown, { op, value, isMany }: { op: string; value: unknown; isMany: boolean }): unknown {
  if (!isMany) return op === 'add' && isObject(stood) && isObject(value) ? { ...stood, ...value } : value
  const given = Array.isArray(value) ? value : [value]
  return op === 'replace' ? given : joined(Array.isArray(stood) ? stood : [], given)
}

/** `members[value eq "…"]` or `emails[type eq "work"].value`. */
function applyFiltered(resource: Json, target: Target, { op, value }: { op: string; value: unknown }): void {
  const key = keyIn(resource, target.name)
  const test = filterOf(target.filter!)
  const list = listAt(resource, key)
  const chosen = list.filter((each) => isObject(each) && test(each)) as Json[]
  if (op === 'remove' && target.sub === null) {
    resource[key] = list.filter((each) => !chosen.includes(each as Json))
    return
  }
  if (chosen.length === 0) {
    const made = madeFor(target, value)
    if (op === 'remove' || made === null)
      throw new ScimError(400, `Nothing fits ${target.name}[${target.filter}].`, 'noTarget')
    resource[key] = [...list, made]
    return
  }
  for (const each of chosen) {
    if (target.sub === null) Object.assign(each, isObject(value) ? value : { value })
    else if (op === 'remove') delete each[keyIn(each, target.sub)]
    else each[keyIn(each, target.sub)] = value
  }
}

/** Providers set `emails[type eq "work"].value` of somebody who has no address yet: then it begins. */
function madeFor({ filter, sub }: Target, value: unknown): Json | null {
  const named = /^\s*(\w+)\s+eq\s+("[^"]*"|true|false)\s*$/i.exec(filter ?? '')
  return named && sub !== null ? { [named[1]!]: JSON.parse(named[2]!.toLowerCase()), [sub]: value } : null
}

function applySub(
  resource: Json,
  { key, name, sub }: { key: string; name: string; sub: string },
  { op, value }: { op: string; value: unknown },
): void {
  const holder = resource[key]
  if (Array.isArray(holder))
    throw new ScimError(400, `${name}.${sub} needs to say which: ${name}[…].${sub}.`, 'invalidPath')
  const next = isObject(holder) ? { ...holder } : {}
  if (op === 'remove') delete next[keyIn(next, sub)]
  else next[keyIn(next, sub)] = value
  resource[key] = next
}

/** Some providers remove members by value instead of by a filter. */
function removeAt(resource: Json, key: string, value: unknown): void {
  const given = Array.isArray(value) ? value : isObject(value) ? [value] : null
  if (given === null || !Array.isArray(resource[key])) {
    delete resource[key]
    return
  }
  const gone = new Set(given.map(valueIn))
  resource[key] = listAt(resource, key).filter((each) => !gone.has(valueIn(each)))
}

function targetOf(path: string): Target {
  const plain = withoutSchema(path.trim())
  const found = /^([A-Za-z$][\w$-]*)(?:\[(.+)\])?(?:\.([A-Za-z$][\w$-]*))?$/.exec(plain)
  if (!found) throw new ScimError(400, `The path ${path} cannot be read.`, 'invalidPath')
  return { name: found[1]!, filter: found[2] ?? null, sub: found[3] ?? null }
}

function joined(stood: unknown[], given: unknown[]): unknown[] {
  const known = new Set(stood.map(valueIn))
  return [...stood, ...given.filter((each) => !known.has(valueIn(each)))]
}

function listAt(resource: Json, key: string): unknown[] {
  const found = resource[key]
  return Array.isArray(found) ? found : found === undefined ? [] : [found]
}

function valueIn(each: unknown): unknown {
  return isObject(each) ? (each[keyIn(each, 'value')] ?? JSON.stringify(each)) : each
}
