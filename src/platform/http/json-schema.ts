import { z } from 'zod'

/** The JSON Schema of what is sent (`input`) or answered (`output`). */
export function schemaOf(shape: z.ZodType, io: 'input' | 'output' = 'input'): object {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as Record<string, unknown>
  return schema
}
