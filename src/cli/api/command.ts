import { readFile } from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import { csvOf, tableOf } from '../sql-table.ts'
import { type Asked, type Format, readArguments, Usage } from './arguments.ts'
import { completionScript, type Described, endpointLines } from './described.ts'
import { nextOffset, rowsIn, tableIn } from './rows.ts'

const help = `drumbeat api [method] [path] [name=value …]   ask the API of a running Drumbeat

  drumbeat api                                 what there is to ask, with its definition
  drumbeat api crm/deals outcome=open          one page of a list; --all for every page
  drumbeat api crm/deals --all --format csv > deals.csv
  drumbeat api post actions title="Call Acme" dueOn=2026-12-01
  drumbeat api patch crm/deals/ID --body change.json

  name=value   a filter of a read, a field of a write (name:=3 for JSON, name==value for the query of a write)
  --format     table (in a terminal), json (otherwise), csv, ndjson
  --all        every page of a list
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
  const reply = await send(asked, { path, query })
  if (format === 'json' && !all) return out(jsonText(reply))
  if (rowsIn(reply) === null) return out(textFor(format, [reply as Row]))
  const rows: Row[] = []
  for await (const page of all ? pagesFrom(asked, { path, reply }) : [rowsIn(reply)!]) {
    if (format === 'ndjson') out(textFor(format, page))
    else rows.push(...page)
  }
  if (format !== 'ndjson') out(textFor(format, rows))
}

type Row = Record<string, unknown>

/** The rows of the first reply, and then those of each further page. */
async function* pagesFrom(asked: Asked, first: { path: string; reply: unknown }): AsyncGenerator<Row[]> {
  const others = asked.query.filter(([name]) => name !== 'offset')
  let offset = Number(asked.query.find(([name]) => name === 'offset')?.[1] ?? 0)
  for (let { reply } = first; ; ) {
    const rows = rowsIn(reply) ?? []
    yield rows
    const next = nextOffset(reply, { offset, rows: rows.length })
    if (next === null || next <= offset) return
    offset = next
    reply = await send(asked, { path: first.path, query: [...others, ['offset', String(offset)]] })
  }
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

async function send(asked: Asked, to: { path: string; query?: [string, string][] }): Promise<unknown> {
  const { url, token, method } = asked
  const search = new URLSearchParams(to.query ?? []).toString()
  const isWrite = asked.body !== undefined && to.path === asked.path
  const body = isWrite ? await bodyOf(asked) : undefined
  const address = `${url}/api/${to.path}${search ? `?${search}` : ''}`
  const response = await fetch(address, {
    method: to.path === asked.path ? method.toUpperCase() : 'GET',
    headers: {
      accept: 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  }).catch((error: Error) => {
    throw new Error(
      `Nothing answers at ${url} (${(error.cause as Error)?.message ?? error.message}). Start it, or say where with --url.`,
    )
  })
  const text = await response.text()
  if (!response.ok) throw new Error(refusalIn(text, response.status))
  return JSON.parse(text)
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
