import { parseArgs } from 'node:util'

export const formats = ['table', 'csv', 'ndjson', 'json'] as const
export type Format = (typeof formats)[number]

/** What `drumbeat api` was asked for. */
export type Asked = {
  method: string
  /** Under /api, without a leading slash; undefined lists what there is. */
  path: string | undefined
  query: [string, string][]
  body: Record<string, unknown> | undefined
  /** A file whose text is the body; "-" is standard input. */
  bodyFile: string | undefined
  format: Format
  all: boolean
  url: string
  token: string | undefined
  completion: string | undefined
  help: boolean
}

export class Usage extends Error {}

const methods = ['get', 'post', 'put', 'patch', 'delete']

/**
 * Reads `[method] path name=value … name:=json …`. For a read the values are the query; for a write they are the body, and
 * `name==value` still goes into the query.
 */
export function readArguments(argv: readonly string[], env: NodeJS.ProcessEnv): Asked {
  const { values, positionals } = parsed(argv)
  const first = positionals[0]?.toLowerCase() ?? ''
  const method = methods.includes(first) ? first : 'get'
  const [path, ...pairs] = methods.includes(first) ? positionals.slice(1) : positionals
  const format = (values.format ?? (process.stdout.isTTY ? 'table' : 'json')) as Format
  if (!formats.includes(format)) throw new Usage(`There is no format "${format}": ${formats.join(', ')}.`)
  const query: [string, string][] = []
  const body: Record<string, unknown> = {}
  for (const pair of pairs) {
    const { name, kind, text } = pairOf(pair)
    if (kind === '==' || (method === 'get' && kind === '=')) query.push([name, text])
    else body[name] = kind === ':=' ? jsonOf(name, text) : text
  }
  return {
    method,
    path: path?.replace(/^\/?(api\/)?/, ''),
    query,
    body: method === 'get' || method === 'delete' ? undefined : body,
    bodyFile: values.body,
    format,
    all: values.all ?? false,
    url: (values.url ?? env.DRUMBEAT_URL ?? 'http://127.0.0.1:4400').replace(/\/$/, ''),
    token: values.token ?? env.DRUMBEAT_TOKEN,
    completion: values.completion,
    help: values.help ?? false,
  }
}

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        format: text,
        url: text,
        token: text,
        body: text,
        completion: text,
        all: flag,
        help: { ...flag, short: 'h' },
      },
    })
  } catch (error) {
    throw new Usage((error as Error).message)
  }
}

function pairOf(pair: string): { name: string; kind: '=' | '==' | ':='; text: string } {
  const found = /^([\w.-]+)(==|:=|=)(.*)$/s.exec(pair)
  if (!found) throw new Usage(`"${pair}" is no name=value.`)
  return { name: found[1]!, kind: found[2] as '=', text: found[3]! }
}

function jsonOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Usage(`${name}:=${text} is not JSON: ${(error as Error).message}.`)
  }
}
