import type { Field, Fields, Range } from './fields.ts'
import { planFields } from './plan-fields.ts'

/** A JSON Schema (draft 2020-12) as plain data. */
export type JsonSchema = { [key: string]: unknown }

/** The JSON Schema of the planning model. */
export function planJsonSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Drumbeat planning model',
    ...objectOf(planFields),
  }
}

const nothing: JsonSchema = { type: 'null' }

function objectOf(fields: Fields): JsonSchema {
  const required = Object.keys(fields).filter((name) => fields[name]!.required)
  const properties = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schemaOf(field)]))
  return { type: 'object', additionalProperties: false, properties, ...(required.length > 0 ? { required } : {}) }
}

function schemaOf(field: Field): JsonSchema {
  const description = field.says ? { description: field.says } : {}
  switch (field.kind) {
    case 'text':
      return { type: 'string', ...description, ...(field.options ? { enum: [...field.options] } : { minLength: 1 }) }
    case 'flag':
      return { type: 'boolean', ...description }
    case 'number':
      return field.open ? { ...description, anyOf: [numberOf(field), nothing] } : { ...numberOf(field), ...description }
    case 'series': {
      const items = field.open ? { anyOf: [numberOf(field), nothing] } : numberOf(field)
      const ways = [numberOf(field), { type: 'array', items }, ...(field.open ? [nothing] : [])]
      return { ...description, anyOf: ways }
    }
    case 'list':
      return {
        type: 'array',
        ...description,
        items: { type: 'string', ...(field.options ? { enum: [...field.options] } : {}) },
      }
    case 'hours':
      return { type: 'object', ...description, additionalProperties: { type: 'number', minimum: 0 } }
    case 'record':
      return { ...objectOf(field.of), ...description }
    case 'either':
      return { ...description, anyOf: field.of.map(schemaOf) }
    case 'table': {
      const row = objectOf(field.of)
      return {
        type: 'array',
        ...description,
        items: field.named ? { anyOf: [{ type: 'string', minLength: 1 }, row] } : row,
      }
    }
  }
}

function numberOf(range: Range): JsonSchema {
  const { least, above, most, whole } = range
  return {
    type: whole ? 'integer' : 'number',
    ...(least !== undefined && Number.isFinite(least) ? { minimum: least } : {}),
    ...(above !== undefined ? { exclusiveMinimum: above } : {}),
    ...(most !== undefined ? { maximum: most } : {}),
  }
}
