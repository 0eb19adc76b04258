import type { TestApp } from '../../harness/app.ts'

type Schema = Record<string, unknown>

/** An endpoint as its own description tells of it. */
export type Mounted = {
  method: string
  path: string
  permission: string
  query: { name: string; required: boolean; schema: Schema }[]
  /** It is a list that goes on by a cursor. */
  pages: boolean
  body: Schema | null
}

type Document = {
  paths: Record<
    string,
    Record<
      string,
      {
        'x-permission': string
        parameters: { name: string; in: string; required: boolean; schema: Schema; $ref?: string }[]
        requestBody?: { content: { 'application/json': { schema: Schema } } }
      }
    >
  >
}

/** Every endpoint that a workspace serves, read from its OpenAPI document. */
export async function mountedEndpoints({ app, workspace }: TestApp): Promise<Mounted[]> {
  const response = await app.request(`${workspace.basePath}/api/openapi.json`)
  const { paths } = (await response.json()) as Document
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      permission: operation['x-permission'],
      query: operation.parameters.filter((each) => each.in === 'query'),
      pages: operation.parameters.some((each) => each.$ref?.endsWith('/cursor')),
      body: operation.requestBody?.content['application/json']?.schema ?? null,
    })),
  )
}

/** A path with every parameter filled by one value. */
export function filled(path: string, value: string): string {
  return path.replace(/\{\w+\}/g, encodeURIComponent(value.toWellFormed()))
}

/** A value that a JSON schema takes, with every free text and number as given. */
export function valueFor(schema: Schema, given: { text: string; number: number; day: string; id: string }): unknown {
  const { type, format, properties, items } = schema as { type?: string; format?: string } & Record<string, never>
  const variants = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Schema[] | undefined
  if (variants) return valueFor(variants.find((each) => each.type !== 'null') ?? variants[0]!, given)
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if (type === 'object' && properties) {
    const entries = Object.entries(properties as Record<string, Schema>)
    return Object.fromEntries(entries.map(([name, each]) => [name, valueFor(each, given)]))
  }
  if (type === 'array') {
    const each = (schema.prefixItems as Schema[] | undefined) ?? [(items as Schema | undefined) ?? {}]
    return each.map((one) => valueFor(one, given))
  }
  if (type === 'boolean') return true
  if (type === 'number' || type === 'integer') return given.number
  if (format === 'uuid') return given.id
  if (format === 'date') return given.day
  if (format === 'date-time') return `${given.day}T00:00:00Z`
  if (format === 'email') return 'somebody@example.com'
  return patterned(schema.pattern as string | undefined) ?? given.text
}

function patterned(pattern: string | undefined): string | undefined {
  const examples = ['EUR', '1.5', `-${'9'.repeat(60)}.5`]
  return pattern === undefined ? undefined : examples.find((each) => new RegExp(pattern).test(each))
}
