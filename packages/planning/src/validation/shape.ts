import type { Field, Fields, Range } from '../model/fields.ts'
import { nearestName } from './nearest-name.ts'
import { checkNumber } from './number.ts'
import type { ProblemList } from './problem.ts'

/** Where problems go, and how long a series must be. */
interface Shape {
  readonly list: ProblemList
  readonly periods: number | undefined
}

/** Holds a value against its fields: types, ranges, required and unknown fields, lengths of series. */
export function checkShape(input: {
  value: unknown
  fields: Fields
  periods: number | undefined
  list: ProblemList
}): undefined {
  const { value, fields, periods, list } = input
  checkObject({ list, periods }, '', value, fields)
}

function checkObject(shape: Shape, path: string, object: unknown, of: Fields): undefined {
  const { list } = shape
  if (!isObject(object))
    return list.error(path || '(model)', object, 'must be an object', 'write { … } with named fields')
  for (const [name, field] of Object.entries(of)) {
    const at = path ? `${path}.${name}` : name
    const held = Object.hasOwn(object, name) ? object[name] : undefined
    if (held !== undefined) checkField(shape, at, held, field)
    else if (field.required) list.error(at, undefined, 'is missing', `give ${name}: ${field.says || 'a value'}`)
  }
  for (const name of Object.keys(object)) {
    if (Object.hasOwn(of, name)) continue
    const at = path ? `${path}.${name}` : name
    const near = list.isFull(at) ? undefined : nearestName(name, Object.keys(of))
    const wayOut = near ? `did you mean ${near}?` : `known fields: ${Object.keys(of).join(', ')}`
    list.error(at, object[name], 'is not a field of the model', wayOut)
  }
}

function checkField(shape: Shape, path: string, held: unknown, field: Field): undefined {
  const { list } = shape
  switch (field.kind) {
    case 'text':
      return checkText(shape, path, held, field.options)
    case 'flag':
      if (typeof held !== 'boolean')
        list.error(path, held, 'must be true or false', 'write true or false, without quotes')
      return
    case 'number':
      return held === null && field.open ? undefined : checkNumber(list, path, held, field)
    case 'series':
      return checkSeries(shape, path, held, field, field.open ?? false)
    case 'list':
      if (!Array.isArray(held)) return list.error(path, held, 'must be a list of texts', 'write ["a", "b"]')
      for (const [i, each] of held.entries()) checkText(shape, `${path}[${i}]`, each, field.options)
      return
    case 'hours':
      if (!isObject(held)) return list.error(path, held, 'must map resources to hours', 'write { "press": 0.5 }')
      for (const [name, each] of Object.entries(held)) checkNumber(list, `${path}.${name}`, each, { least: 0 })
      return
    case 'record':
      return checkObject(shape, path, held, field.of)
    case 'either':
      return checkEither(shape, path, held, field.of)
    case 'table':
      if (!Array.isArray(held)) return list.error(path, held, 'must be a list of rows', 'write [ { … }, { … } ]')
      for (const [i, row] of held.entries())
        if (field.named && typeof row === 'string') checkText(shape, `${path}[${i}]`, row, undefined)
        else checkObject(shape, `${path}[${i}]`, row, field.of)
      return
  }
}

function checkEither(shape: Shape, path: string, held: unknown, of: readonly Field[]): undefined {
  const fitting = of.find((each) => fits(each, held))
  if (fitting) return checkField(shape, path, held, fitting)
  shape.list.error(path, held, 'has the wrong form', `write ${of.map(formOf).join(' or ')}`)
}

function checkText({ list }: Shape, path: string, held: unknown, options: readonly string[] | undefined): undefined {
  if (typeof held !== 'string' || held === '') return list.error(path, held, 'must be a text', 'write it in quotes')
  if (!options || options.includes(held)) return
  list.error(path, held, 'is not one of the choices', `choose ${options.join(', ')}`)
}

function checkSeries(shape: Shape, path: string, held: unknown, range: Range, open: boolean): undefined {
  const { list, periods } = shape
  if (held === null && open) return undefined
  if (!Array.isArray(held)) return checkNumber(list, path, held, range)
  if (periods !== undefined && held.length !== periods)
    list.error(
      path,
      held,
      `has ${held.length} values for ${periods} periods`,
      `give ${periods} values, or one number for all periods`,
    )
  held.forEach((each, t) => {
    if (each !== null || !open) checkNumber(list, `${path}[${t}]`, each, range)
  })
}

function fits(field: Field, held: unknown): boolean {
  if (field.kind === 'number') return typeof held === 'number'
  if (field.kind === 'text') return typeof held === 'string'
  if (field.kind === 'table') return Array.isArray(held)
  return isObject(held)
}

function formOf(field: Field): string {
  return (
    { number: 'a number', text: 'a text', table: 'a list', record: 'an object' }[field.kind as string] ?? field.kind
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
