import type { Field, Fields, Range } from '../model/fields.ts'
import { nearestName } from './nearest-name.ts'
import type { ProblemList } from './problem.ts'

/** Holds a value against its field: types, ranges, required and unknown fields, lengths of series. */
export function checkShape(input: {
  value: unknown
  fields: Fields
  periods: number | undefined
  list: ProblemList
}): undefined {
  const { value, fields, periods, list } = input
  checkObject('', value, fields)

  function checkObject(path: string, object: unknown, of: Fields): undefined {
    if (!isObject(object))
      return list.error(path || '(model)', object, 'must be an object', 'write { … } with named fields')
    for (const [name, field] of Object.entries(of)) {
      const at = path ? `${path}.${name}` : name
      const held = Object.hasOwn(object, name) ? object[name] : undefined
      if (held !== undefined) checkField(at, held, field)
      else if (field.required) list.error(at, undefined, 'is missing', `give ${name}: ${field.says || 'a value'}`)
    }
    for (const name of Object.keys(object)) {
      if (Object.hasOwn(of, name)) continue
      const near = nearestName(name, Object.keys(of))
      const wayOut = near ? `did you mean ${near}?` : `known fields: ${Object.keys(of).join(', ')}`
      list.error(path ? `${path}.${name}` : name, object[name], 'is not a field of the model', wayOut)
    }
  }

  function checkField(path: string, held: unknown, field: Field): undefined {
    switch (field.kind) {
      case 'text':
        return checkText(path, held, field.options)
      case 'flag':
        if (typeof held !== 'boolean')
          list.error(path, held, 'must be true or false', 'write true or false, without quotes')
        return
      case 'number':
        return checkNumber(path, held, field)
      case 'series':
        return checkSeries(path, held, field, field.open ?? false)
      case 'list':
        if (!Array.isArray(held)) return list.error(path, held, 'must be a list of texts', 'write ["a", "b"]')
        for (const [i, each] of held.entries()) checkText(`${path}[${i}]`, each, field.options)
        return
      case 'hours':
        if (!isObject(held)) return list.error(path, held, 'must map resources to hours', 'write { "press": 0.5 }')
        for (const [name, each] of Object.entries(held)) checkNumber(`${path}.${name}`, each, { least: 0 })
        return
      case 'record':
        return checkObject(path, held, field.of)
      case 'either':
        return checkEither(path, held, field.of)
      case 'table':
        if (!Array.isArray(held)) return list.error(path, held, 'must be a list of rows', 'write [ { … }, { … } ]')
        for (const [i, row] of held.entries())
          if (field.named && typeof row === 'string') checkText(`${path}[${i}]`, row, undefined)
          else checkObject(`${path}[${i}]`, row, field.of)
        return
    }
  }

  function checkEither(path: string, held: unknown, of: readonly Field[]): undefined {
    const fitting = of.find((each) => fits(each, held))
    if (fitting) return checkField(path, held, fitting)
    list.error(path, held, 'has the wrong form', `write ${of.map(formOf).join(' or ')}`)
  }

  function checkText(path: string, held: unknown, options: readonly string[] | undefined): undefined {
    if (typeof held !== 'string' || held === '') return list.error(path, held, 'must be a text', 'write it in quotes')
    if (!options || options.includes(held)) return
    list.error(path, held, 'is not one of the choices', `choose ${options.join(', ')}`)
  }

  function checkSeries(path: string, held: unknown, range: Range, open: boolean): undefined {
    if (!Array.isArray(held)) return checkNumber(path, held, range)
    if (periods !== undefined && held.length !== periods)
      list.error(
        path,
        held,
        `has ${held.length} values for ${periods} periods`,
        `give ${periods} values, or one number for all periods`,
      )
    held.forEach((each, t) => {
      if (each !== null || !open) checkNumber(`${path}[${t}]`, each, range)
    })
  }

  function checkNumber(path: string, held: unknown, { least, above, most, whole }: Range): undefined {
    if (typeof held !== 'number' || !Number.isFinite(held)) {
      const wayOut =
        typeof held === 'string'
          ? 'write the number without quotes'
          : held === null
            ? 'write a number; null stands for "no limit" and is allowed in limits only'
            : 'write a finite number'
      return list.error(path, held, 'must be a number', wayOut)
    }
    if (least !== undefined && held < least)
      list.error(path, held, `must be at least ${least}`, `write ${least} or more`)
    if (above !== undefined && held <= above)
      list.error(path, held, `must be above ${above}`, `write more than ${above}`)
    if (most !== undefined && held > most) list.error(path, held, `must be at most ${most}`, `write ${most} or less`)
    if (whole && !Number.isInteger(held))
      list.error(path, held, 'must be a whole number', 'round it, or use shorter periods')
    if (Math.abs(held) > 1e15)
      list.error(
        path,
        held,
        'is too large to be computed with reliably',
        'use larger units (thousands, tonnes), or leave a limit out instead of writing a huge one',
      )
    else if (held !== 0 && Math.abs(held) < 1e-9)
      list.error(path, held, 'is too small to be computed with reliably', 'use smaller units, or write 0')
  }
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
