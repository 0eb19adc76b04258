import { booleanOf, isObject, type Json, valuesAt } from './attributes.ts'
import { ScimError } from './scim-error.ts'

type Test = (resource: Json) => boolean
type Token = { text: string; kind: 'word' | 'value' | 'mark' }

/** Values whose capitals count; everything else is compared without (RFC 7643: caseExact is false by default). */
const caseExact = /^(id|externalid|meta\.version|members\.value)$/i
const comparisons = /^(eq|ne|co|sw|ew|gt|ge|lt|le)$/i

/** Reads a filter of RFC 7644 (3.4.2.2), such as `userName eq "ada" and (active eq true or emails.value co "@x")`. */
export function filterOf(text: string): Test {
  const tokens = tokensOf(text)
  let at = 0
  const next = (): Token | undefined => tokens[at]
  const isWord = (word: string) => next()?.kind === 'word' && next()!.text.toLowerCase() === word

  function either(): Test {
    let left = both()
    while (isWord('or')) {
      at++
      const [one, other] = [left, both()]
      left = (resource) => one(resource) || other(resource)
    }
    return left
  }
  function both(): Test {
    let left = single()
    while (isWord('and')) {
      at++
      const [one, other] = [left, single()]
      left = (resource) => one(resource) && other(resource)
    }
    return left
  }
  function single(): Test {
    if (isWord('not')) {
      at++
      const inner = single()
      return (resource) => !inner(resource)
    }
    if (next()?.text === '(') {
      at++
      const inner = either()
      if (tokens[at++]?.text !== ')') throw wrong(text, 'a bracket is not closed')
      return inner
    }
    return comparison()
  }
  function comparison(): Test {
    const path = tokens[at++]
    if (path?.kind !== 'word') throw wrong(text, 'an attribute is missing')
    if (next()?.text === '[') return complex(path.text)
    const operator = tokens[at++]?.text.toLowerCase() ?? ''
    if (operator === 'pr') return (resource) => valuesAt(resource, path.text).some(isPresent)
    if (!comparisons.test(operator)) throw wrong(text, `"${operator}" is no operator`)
    const given = tokens[at++]
    if (!given || given.kind === 'mark') throw wrong(text, `${path.text} ${operator} is followed by no value`)
    return testOf({ path: path.text, operator, value: literalIn(given, text) })
  }
  function complex(path: string): Test {
    at++
    const inner = either()
    if (tokens[at++]?.text !== ']') throw wrong(text, 'a bracket is not closed')
    return (resource) => valuesAt(resource, path).some((each) => isObject(each) && inner(each))
  }

  const test = either()
  if (at < tokens.length) throw wrong(text, `"${tokens[at]!.text}" is not expected there`)
  return test
}

function testOf({ path, operator, value }: { path: string; operator: string; value: unknown }): Test {
  const exact = caseExact.test(path)
  const plain = (each: unknown) => (typeof each === 'string' && !exact ? each.toLowerCase() : each)
  const wanted = plain(value)
  return (resource) => {
    const all = valuesAt(resource, path)
    const found = all.map((each) => plain(isObject(each) ? each.value : each))
    if (operator === 'ne') return !found.some((each) => isSame(each, wanted))
    return found.some((each) => holds(each, operator, wanted))
  }
}

function holds(found: unknown, operator: string, wanted: unknown): boolean {
  if (operator === 'eq') return isSame(found, wanted)
  if (typeof found !== 'string' || typeof wanted !== 'string') return false
  switch (operator) {
    case 'co':
      return found.includes(wanted)
    case 'sw':
      return found.startsWith(wanted)
    case 'ew':
      return found.endsWith(wanted)
    case 'gt':
      return found > wanted
    case 'ge':
      return found >= wanted
    case 'lt':
      return found < wanted
    default:
      return found <= wanted
  }
}

function isSame(found: unknown, wanted: unknown): boolean {
  return typeof found === 'boolean' ? booleanOf(wanted) === found : found === wanted
}

function isPresent(value: unknown): boolean {
  return value !== null && value !== '' && !(isObject(value) && Object.keys(value).length === 0)
}

function literalIn({ kind, text }: Token, filter: string): unknown {
  if (kind === 'value' || /^(true|false|null)$/i.test(text))
    return JSON.parse(kind === 'value' ? text : text.toLowerCase())
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  throw wrong(filter, `${text} has no quotation marks`)
}

function tokensOf(text: string): Token[] {
  const pattern = /\s*("(?:[^"\\]|\\.)*"|[()[\]]|[^\s()[\]"]+)/gy
  const tokens: Token[] = []
  const whole = text.trimEnd()
  if (whole.length > 2000) throw wrong(`${text.slice(0, 40)}…`, 'it is longer than 2,000 characters')
  while (pattern.lastIndex < whole.length) {
    const found = pattern.exec(whole)?.[1]
    if (found === undefined) throw wrong(text, 'a quotation mark is not closed')
    tokens.push({ text: found, kind: found.startsWith('"') ? 'value' : /^[()[\]]$/.test(found) ? 'mark' : 'word' })
  }
  return tokens
}

function wrong(filter: string, why: string): ScimError {
  return new ScimError(400, `The filter ${filter} cannot be read: ${why}.`, 'invalidFilter')
}
