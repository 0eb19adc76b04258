import { z } from 'zod'

/** The JSON Schema of what is sent (`input`) or answered (`output`). */
export function schemaOf(shape: z.ZodType, io: 'input' | 'output' = 'input'): object {
  const made = z.toJSONSchema(shape, { io, unrepresentable: 'any', override: tupleByLength })
  const { $schema: _, ...schema } = made as Record<string, unknown>
  return schema
}

/** A tuple has a length rather than `items: false`, which generators of clients do not take. */
function tupleByLength({ jsonSchema: schema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (schema.prefixItems === undefined || schema.items !== false) return
  const { length } = schema.prefixItems
  delete schema.items
  Object.assign(schema, { minItems: length, maxItems: length })
}
