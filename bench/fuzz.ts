import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callApi, demoOwnersToken, newDataDir, startProduct } from './parts/running.ts'
import { pythonWith } from './peers/python.ts'

const SECONDS = Number(process.env.SECONDS ?? 900)
const SEED = 20261129
/** What would take away the token that asks, or never ends. */
const LEFT_OUT = '/api/(events$|tokens|users|sessions|settings/backup|crm/(orders|deals)/events/bulk)'
/** Only paths that this matches, to look at one fault again. */
const ONLY = process.env.ONLY
const CHECKS = 'not_a_server_error,response_schema_conformance,status_code_conformance,content_type_conformance'

/**
 * Schemathesis asks every endpoint of the demo company as an owner, by the OpenAPI document alone: no answer may be a server
 * error, and each must be as the contract says.
 */
export async function run(): Promise<string> {
  const { program, missing } = pythonWith('schemathesis', 'schemathesis')
  if (missing) throw new Error(missing)
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-bench-'))
  const dataDir = await newDataDir()
  const product = await startProduct({ dataDir })
  try {
    const token = await demoOwnersToken(product)
    const document = join(folder, 'openapi.json')
    await writeFile(document, JSON.stringify((await callApi(product, '/demo/api/openapi.json', {})).body))
    const report = join(folder, 'report.xml')
    const args = ['run', document, '--url', `${product.url}/demo`, '--header', `Authorization: Bearer ${token}`]
    const how = ['--phases', 'coverage,fuzzing', '--checks', CHECKS, '--exclude-path-regex', LEFT_OUT]
    if (ONLY) how.push('--include-path-regex', ONLY)
    const limits = ['--max-time', String(SECONDS), '--seed', String(SEED), '--request-timeout', '30']
    const told = ['--continue-on-failure', '--no-shrink', '--report', 'junit', '--report-junit-path', report]
    const ran = spawnSync(program, [...args, ...how, ...limits, ...told], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e9,
    })
    const found = faultsIn(ran.stdout)
    if (found.length > 0) process.exitCode = 1
    const tested = (name: string) => new RegExp(`${name}:? *([\\d,]+)`).exec(ran.stdout)?.[1] ?? '?'
    const cases = /(\d+) generated/.exec(ran.stdout)?.[1] ?? '?'
    const suite = await readFile(report, 'utf8').catch(() => '')
    return [
      `Seed ${SEED}, ${SECONDS} s, as an owner of the demo company; ${suite.match(/<testcase /g)?.length ?? 0} lines of its report.`,
      '',
      '| what | measured | bar |',
      '|---|---|---|',
      `| operations | ${tested('Tested')} of ${tested('Selected')} | |`,
      `| requests | ${cases} | |`,
      `| server errors | ${found.filter((each) => /Server error/i.test(each)).length} | 0 |`,
      `| answers that are not as the contract says | ${found.filter((each) => !/Server error/i.test(each)).length} | 0 |`,
      ...found.map((each) => `\n- ${each}`),
    ].join('\n')
  } finally {
    await product.stop()
    await rm(dataDir, { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true })
  }
}

/** So much of each fault is told: what was wrong, the answer, and how to ask again. */
const MOST = 600

/** Each operation with what was found there, as the program prints them. */
function faultsIn(said: string): string[] {
  const failures = said.slice(said.indexOf('= FAILURES ='), said.indexOf('= WARNINGS ='))
  if (!said.includes('= FAILURES =')) return []
  return failures.split(/^_+ (?=[A-Z]+ \/)/m).flatMap((part) => {
    const operation = /^([A-Z]+ \S+) _/.exec(part)?.[1]
    const each = part.split(/^(?=- \w+ )/m).slice(1)
    return operation ? each.map((one) => `${operation}: ${one.slice(2).replace(/\s+/g, ' ').slice(0, MOST)}`) : []
  })
}
