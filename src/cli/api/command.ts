import { readFile } from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import { csvOf, tableOf } from '../sql-table.ts'
import { type Asked, type Format, readArguments, Usage } from './arguments.ts'
import { completionScript, type Described, endpointLines } from './described.ts'
import { rowsIn, tableIn } from './rows.ts'

const help = `drumbeat api [method] [path] [name=value …]   ask the API of a running Drumbeat

  drumbeat api                                 what there is to ask, with its definition
  drumbeat api crm/deals outcome=open          one page of a list; --all for every page
  drumbeat api crm/deals --all --format csv > deals.csv
  drumbeat api post actions title="Call Acme" dueOn=2026-12-01
  drumbeat api patch crm/deals/ID --body change.json

  name=value   a filter of a read, a field of a write (name:=3 for JSON, name==value for the query of a write)
  --format     table (in a terminal), json (otherwise), csv, ndjson
  --all        every row of a list, however long it is
  --body FILE  the body of a write; - is standard input
  --url        where Drumbeat runs, with /demo for the demo company (DRUMBEAT_URL; default http://127.0.0.1:4400)
  --token      an API token, from Settings (DRUMBEAT_TOKEN)
  --completion bash or zsh: eval "$(drumbeat api --completion bash)"
`

type Out = { out: (text: string) => void; err: (text: string) => void }

const terminal: Out = { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) }

/** Exit codes: 0 answered, 1 refused or not reached, 2 wrong usage. */
export async function runApiCommand(argv: readonly string[], { out, err }: Out = terminal): Promise<number> {
  try {
    const asked = readArguments(argv, process.env)
    if (asked.help) out(help)
    else if (asked.completion) out(completionScript(await describedBy(asked), shellOf(asked.completion)))
    else if (asked.path === undefined) out(endpointLines(await describedBy(asked)))
    else await answer(asked, asked.path, out)
    return 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return 0 // whoever reads it has enough, as head does
    err(`${(error as Error).message}\n`)
    return error instanceof Usage ? 2 : 1
  }
}

function shellOf(name: string): 'bash' | 'zsh' {
  if (name === 'bash' || name === 'zsh') return name
  throw new Usage(`There is no completion for "${name}": bash, zsh.`)
}

async function describedBy(asked: Asked): Promise<Described> {
  return (await send(asked, { path: 'openapi.json' })) as Described
}

async function answer(asked: Asked, path: string, out: (text: string) => void): Promise<void> {
  const { format, all, query } = asked
  if (all) return answerAll(asked, path, out)
  const reply = await send(asked, { path, query })
  if (format === 'json') return out(jsonText(reply))
  out(textFor(format, rowsIn(reply) ?? [reply as Row]))
}

type Row = Record<string, unknown>

/** Every row of a list, as the API streams them. */
async function answerAll(asked: Asked, path: string, out: (text: string) => void): Promise<void> {
  const query = asked.query.filter(([name]) => name !== 'limit' && name !== 'offset')
  const { body } = await reached(asked, { path, query, accept: 'application/x-ndjson' })
  const rows: Row[] = []
  for await (const line of linesIn(body ?? [])) {
    if (asked.format === 'ndjson') out(`${line}\n`)
    else rows.push(JSON.parse(line))
  }
  if (asked.format !== 'ndjson') out(textFor(asked.format, rows))
}

async function* linesIn(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

function textFor(format: Format, rows: readonly Row[]): string {
  if (format === 'json') return jsonText(rows)
  if (format === 'ndjson') return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  const { names, cells } = tableIn(rows)
  return (format === 'csv' ? csvOf : tableOf)(names, cells)
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

type To = { path: string; query?: [string, string][]; accept?: string }

async function send(asked: Asked, to: To): Promise<unknown> {
  return (await reached(asked, to)).json()
}

async function reached(asked: Asked, { path, query = [], accept = 'application/json' }: To): Promise<Response> {
  const { url, token, method } = asked
  const search = new URLSearchParams(query).toString()
  const isAsked = path === asked.path
  const body = isAsked && asked.body !== undefined ? await bodyOf(asked) : undefined
  const response = await fetch(`${url}/api/${path}${search ? `?${search}` : ''}`, {
    method: isAsked ? method.toUpperCase() : 'GET',
    headers: {
      accept,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  }).catch((error: Error) => {
    throw new Error(
      `Nothing answers at ${url} (${(error.cause as Error)?.message ?? error.message}). Start it, or say where with --url.`,
    )
  })
  if (!response.ok) throw new Error(refusalIn(await response.text(), response.status))
  return response
}

async function bodyOf({ body, bodyFile }: Asked): Promise<string> {
  if (bodyFile === undefined) return JSON.stringify(body)
  return bodyFile === '-' ? textOf(process.stdin) : readFile(bodyFile, 'utf8')
}

function refusalIn(text: string, status: number): string {
  try {
    const { message, wayOut, problems = [] } = JSON.parse(text)
    const all = problems.map((each: { path: string; message: string }) => `\n  ${each.path}: ${each.message}`).join('')
    return `${message}${wayOut ? ` ${wayOut}` : ''}${all}`
  } catch {
    return `Answered with ${status}: ${text.slice(0, 200)}`
  }
}
