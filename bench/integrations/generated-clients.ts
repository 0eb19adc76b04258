import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callApi, demoOwnersToken, newDataDir, startProduct } from '../parts/running.ts'
import { npmWith } from '../peers/npm.ts'
import { pythonWith } from '../peers/python.ts'

const packages = ['openapi-typescript', 'openapi-fetch', 'typescript@5']

/** What somebody writes who knows the API by its generated types alone; the line marked wrong must not pass. */
const program = `import createClient from 'openapi-fetch'
import type { paths } from './api'

const [url, token] = process.argv.slice(2)
const client = createClient<paths>({ baseUrl: url!, headers: { authorization: \`Bearer \${token}\` } })
const { data, error } = await client.GET('/api/crm/deals', { params: { query: { outcome: 'open', limit: 5 } } })
if (!data) throw new Error(error.message)
const amounts: (number | null)[] = data.deals.map((deal) => deal.amountMinor)
const made = await client.POST('/api/actions', { body: { title: 'Call Acme', dueOn: '2026-12-01' } })
const refused = await client.GET('/api/crm/deals', { params: { query: { limit: 100_000 } } })
process.stdout.write(JSON.stringify({ amounts, made: made.data?.id, refused: refused.error?.code }))
`
const wrong =
  "\n// @ts-expect-error a deal has no colour\ndata.deals.map((deal) => deal.colour)\n// @ts-expect-error there is no such path\nawait client.GET('/api/crm/colours')\n"

/** Clients in TypeScript and Python, generated from the OpenAPI document of a running demo company, ask it. */
export async function run(): Promise<string> {
  const npm = npmWith(packages)
  const python = pythonWith('openapi-python-client', 'openapi-python-client', 'openapi_python_client')
  for (const { missing } of [npm, python]) if (missing) throw new Error(missing)
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-bench-'))
  const dataDir = await newDataDir()
  const product = await startProduct({ dataDir })
  try {
    const token = await demoOwnersToken(product)
    const { body } = await callApi<{ paths: Record<string, object> }>(product, '/demo/api/openapi.json', {})
    const document = join(folder, 'openapi.json')
    await writeFile(document, JSON.stringify(body))
    const operations = Object.values(body.paths).flatMap(Object.keys).length
    const at = [`${product.url}/demo`, token]
    const rows = [
      await inTypeScript({ folder, npm: npm.folder, at }),
      inPython({ folder, program: python.program, at }),
    ]
    return [
      `${operations} operations of ${Object.keys(body.paths).length} paths.`,
      '',
      '| generator | warnings | the client compiles | asks, writes, is refused with a code |',
      '|---|---|---|---|',
      ...rows.map(({ name, warnings, compiles, answers }) => `| ${name} | ${warnings} | ${compiles} | ${answers} |`),
    ].join('\n')
  } finally {
    await product.stop()
    await rm(dataDir, { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true })
  }
}

type Row = { name: string; warnings: number; compiles: string; answers: string }

async function inTypeScript(of: { folder: string; npm: string; at: string[] }): Promise<Row> {
  const { folder, npm, at } = of
  await symlink(join(npm, 'node_modules'), join(folder, 'node_modules'))
  const made = said('node_modules/.bin/openapi-typescript', ['openapi.json', '-o', 'api.d.ts'], folder)
  await writeFile(join(folder, 'ask.ts'), program + wrong)
  const compiled = said('node_modules/.bin/tsc', [...compilerFlags, 'ask.ts'], folder)
  await writeFile(join(folder, 'ask.ts'), program)
  const asked = said(process.execPath, ['ask.ts', ...at], folder)
  return {
    name: 'openapi-typescript with openapi-fetch',
    warnings: linesWith(made.text, /warn/i),
    compiles: verdict(compiled),
    answers: verdict({ ...asked, ok: asked.ok && isAnswer(asked.text) }),
  }
}

const compilerFlags = [
  ...['--noEmit', '--strict', '--module', 'esnext', '--moduleResolution', 'bundler'],
  ...['--target', 'es2022', '--types', 'node', '--typeRoots', join(import.meta.dirname, '../../node_modules/@types')],
]

const pythonProgram = `import json, sys
from drumbeat_client import AuthenticatedClient
from drumbeat_client.api.crm import get_api_crm_deals
from drumbeat_client.api.actions import post_api_actions
from drumbeat_client.models import PostApiActionsBody

client = AuthenticatedClient(base_url=sys.argv[1], token=sys.argv[2])
page = get_api_crm_deals.sync(client=client, limit=5)
made = post_api_actions.sync(client=client, body=PostApiActionsBody.from_dict({"title": "Call Acme", "dueOn": "2026-12-01"}))
refused = get_api_crm_deals.sync_detailed(client=client, limit=100000)
print(json.dumps({
    "amounts": [deal.amount_minor for deal in page.deals],
    "made": str(made.id),
    "refused": json.loads(refused.content)["code"],
}))
`

function inPython(of: { folder: string; program: string; at: string[] }): Row {
  const { folder, program: generator, at } = of
  const flags = ['generate', '--path', 'openapi.json', '--output-path', 'python', '--overwrite']
  const made = said(generator, flags, folder)
  const python = join(generator, '..', 'python')
  const compiled = said(python, ['-m', 'compileall', '-q', 'python'], folder)
  const asked = said(python, ['-c', pythonProgram, ...at], join(folder, 'python'))
  return {
    name: 'openapi-python-client',
    warnings: linesWith(made.text, /^WARNING/),
    compiles: verdict({ ...compiled, ok: made.ok && compiled.ok }),
    answers: verdict({ ...asked, ok: asked.ok && isAnswer(asked.text) }),
  }
}

type Said = { ok: boolean; text: string }

function said(command: string, args: readonly string[], cwd: string): Said {
  const ran = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1e9 })
  const text = `${ran.stdout ?? ''}\n${ran.stderr ?? ''}`
  if (process.env.SHOW_LOG) process.stderr.write(`${command} ${args[0]}\n${text}\n`)
  return { ok: ran.status === 0, text }
}

function verdict({ ok, text }: Said): string {
  if (ok) return 'yes'
  process.exitCode = 1
  return `**no**: ${text.trim().replace(/\s+/g, ' ').replaceAll('|', '/').slice(0, 300)}`
}

/** Five amounts, the id of what was written, and the code of the refusal. */
function isAnswer(text: string): boolean {
  const line = text.split('\n').find((each) => each.startsWith('{'))
  const { amounts, made, refused } = JSON.parse(line ?? '{}')
  return amounts?.length === 5 && typeof made === 'string' && refused === 'invalid'
}

function linesWith(text: string, word: RegExp): number {
  return text.split('\n').filter((line) => word.test(line)).length
}
