import { z } from 'zod'
import { Day, Decimal, endpoint, Id } from '#platform/http/contract.ts'
import { recordNouns } from './nouns.ts'
import type { RecordField, RecordNoun } from './record.ts'

const paging = {
  limit: z.coerce.number().int().min(1).max(10_000).default(500),
  offset: z.coerce.number().int().min(0).default(0),
  sort: z
    .string()
    .regex(/^\w+(:(asc|desc))?$/)
    .optional()
    .describe('A field, perhaps with :desc.'),
}

/** The endpoints of one kind of record. */
export function recordContract(noun: RecordNoun) {
  const { path, plural, one, words } = noun
  const Row = z.object(shapeOf(noun)).describe(words)
  const Given = z.object(givenOf(noun))
  return {
    list: endpoint({
      method: 'get',
      path: `/api/supply/${path}`,
      permission: 'supply:read',
      summary: `${plural[0]!.toUpperCase()}${plural.slice(1)}: ${words} A filter takes a code, a name or an id; "-" asks for rows where it is empty.`,
      query: z.object({ ...filtersOf(noun), ...paging }),
      reply: z.object({ rows: z.array(Row), total: z.number().int() }),
    }),
    add: endpoint({
      method: 'post',
      path: `/api/supply/${path}`,
      permission: 'supply:edit',
      summary: `Add one: ${one}. What is about the same replaces what stands.`,
      body: Given,
      reply: z.object({ id: Id }),
    }),
    change: endpoint({
      method: 'patch',
      path: `/api/supply/${path}/{id}`,
      permission: 'supply:edit',
      summary: `Change one: ${one}. The row that stood is kept as history where such rows have one.`,
      params: z.object({ id: Id }),
      body: Given.partial(),
      reply: z.object({ id: Id }),
    }),
    end: endpoint({
      method: 'delete',
      path: `/api/supply/${path}/{id}`,
      permission: 'supply:edit',
      summary: `Take one away: ${one}. Rows with a history end and are kept; a thing that others name is refused.`,
      params: z.object({ id: Id }),
      reply: z.object({ id: Id }),
    }),
  }
}

/** The endpoints of every kind of record, by its path. */
export const recordContracts: Readonly<Record<string, ReturnType<typeof recordContract>>> = Object.fromEntries(
  recordNouns.map((noun) => [noun.path, recordContract(noun)]),
)

function shapeOf({ fields }: RecordNoun): Record<string, z.ZodType<string | number | boolean | null>> {
  const shape: Record<string, z.ZodType<string | number | boolean | null>> = { id: Id }
  for (const field of fields) {
    shape[field.name] = cellOf(field).nullable().describe(field.words)
    if (!field.noun) continue
    shape[`${field.name}Id`] = Id.nullable().describe(`Id of the ${field.noun}.`)
    if (field.noun === 'item') shape[`${field.name}Name`] = z.string().nullable().describe('Name of the item.')
  }
  return shape
}

function givenOf({ fields }: RecordNoun): Record<string, z.ZodType<string | number | boolean | null | undefined>> {
  return Object.fromEntries(
    fields.map((field) => {
      const value = cellOf(field).describe(field.words)
      return [field.name, field.required ? value : value.nullish()]
    }),
  )
}

function filtersOf({ fields, day }: RecordNoun): Record<string, z.ZodType<string | undefined>> {
  const texts = fields.filter(({ noun, type }) => noun || type === 'key' || type === 'text' || type === 'day')
  return {
    ...Object.fromEntries(texts.map(({ name, words }) => [name, z.string().optional().describe(words)])),
    ...(day && {
      from: Day.optional().describe(`Only rows whose ${day} is this day or later.`),
      to: Day.optional().describe(`Only rows whose ${day} is this day or earlier.`),
    }),
  }
}

function cellOf({ type, choices }: RecordField): z.ZodType<string | number | boolean> {
  if (choices) return z.enum(choices)
  if (type === 'decimal' || type === 'share') return Decimal
  if (type === 'whole') return z.number().int()
  if (type === 'day') return Day
  return type === 'yes-no' ? z.boolean() : z.string().trim().min(1).max(400)
}
