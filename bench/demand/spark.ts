import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { install, peersFolder } from '../peers/peer.ts'
import { forecastAll, type OrderCompany, openOrderCompany } from './order-company.ts'

const SERIES = Number(process.env.SERIES ?? 300)
const launcher = resolve(import.meta.dirname, '../../bin/drumbeat.mjs')

/** The product's own tables forecast by Spark local[2] and taken in, beside its worker on the same tables: time, and how far apart. */
export async function run(): Promise<string> {
  const python = installed()
  if (!existsSync(python)) return `Spark could not be installed: ${python}`
  const company = await openOrderCompany({ series: SERIES })
  try {
    await forecastAll(company)
    const worker = await published(company)
    const began = performance.now()
    await company.ask('delete from demand.run')
    await company.ask('delete from demand.alone')
    const [series, forecasts] = ['series', 'forecasts'].map((name) => join(company.dataDir, `${name}.ndjson`))
    const drumbeat = (...args: string[]) => [process.execPath, launcher, 'demand', ...args]
    const read = seconds(() => piped(drumbeat('series', '--data', company.dataDir), { out: series! }))
    const script = resolve(import.meta.dirname, '../peers/demand_spark.py')
    const ran = spawnSync(python, [script, series!, forecasts!, ...drumbeat('forecast')], { encoding: 'utf8' })
    if (ran.status !== 0) return `Spark failed: ${ran.stderr.trim().split('\n').at(-1)}`
    const said = JSON.parse(ran.stdout.trim().split('\n').at(-1)!)
    const back = seconds(() => piped(drumbeat('take', '--data', company.dataDir), { in: forecasts! }))
    const since = performance.now()
    while ((await views(company)) < 4) await sleep(250)
    const spark = await published(company)
    const taken = await company.ask<{ n: number }>('select count(*)::int as n from demand.made_elsewhere')
    return [
      `${worker.size.toLocaleString('en')} series in four views, ${company.orderLines.toLocaleString('en')} order lines; Spark ${said.spark}, Python ${said.python}, local[2].`,
      '',
      '| step | seconds |',
      '|---|---|',
      `| read from PostgreSQL: \`drumbeat demand series\` | ${read.toFixed(1)} |`,
      `| \`drumbeat demand forecast\` in Spark, measured too | ${said.seconds} |`,
      `| written back by COPY: \`drumbeat demand take\` | ${back.toFixed(1)} |`,
      `| added up and published by the worker | ${((performance.now() - since) / 1000).toFixed(1)} |`,
      `| in all | ${((performance.now() - began) / 1000).toFixed(1)} |`,
      '',
      `Published by the product in both: farthest apart ${farthest(worker, spark).toExponential(1)} (bar 1e-9) over ${spark.size.toLocaleString('en')} series; ${said.forecasts} forecasts came back, ${taken[0]!.n} left beside.`,
    ].join('\n')
  } finally {
    await company.close()
  }
}

function installed(): string {
  const python = join(peersFolder(), 'spark', 'bin', 'python')
  if (existsSync(python)) return python
  mkdirSync(peersFolder(), { recursive: true })
  const failed =
    install('python3', ['-m', 'venv', join(peersFolder(), 'spark')]) ??
    install(python, ['-m', 'pip', 'install', '--quiet', 'pyspark', 'pandas<3', 'pyarrow'])
  return failed ?? python
}

function piped(command: readonly string[], files: { in?: string; out?: string }): void {
  const [input, output] = [files.in ? openSync(files.in, 'r') : null, files.out ? openSync(files.out, 'w') : null]
  execFileSync(command[0]!, command.slice(1), { stdio: [input ?? 'ignore', output ?? 'ignore', 'inherit'] })
  for (const file of [input, output]) if (file !== null) closeSync(file)
}

function seconds(act: () => void): number {
  const began = performance.now()
  act()
  return (performance.now() - began) / 1000
}

async function views({ ask }: OrderCompany): Promise<number> {
  const [made] = await ask<{ n: number }>(`select count(*)::int as n from demand.run where standing = 'current'
    and stamp not like '%unmeasured'`)
  return made!.n
}

/** The numbers that the product shows, by view and series. */
async function published({ ask }: OrderCompany): Promise<Map<string, number[]>> {
  const rows = await ask<{ key: string; numbers: number[] }>(`
    select r.grain || ' ' || r.measure || ' ' || f.node as key,
      f.mean || f.lo80 || f.hi80 || f.lo95 || f.hi95 || coalesce(f.wape, -1) as numbers
    from demand.run r join demand.forecast f on f.run_id = r.id where r.standing = 'current'`)
  return new Map(rows.map(({ key, numbers }) => [key, numbers]))
}

/** The largest difference, relative to the number where it is above one; infinite where a series is missing or of another length. */
function farthest(a: Map<string, number[]>, b: Map<string, number[]>): number {
  let most = a.size === b.size ? 0 : Number.POSITIVE_INFINITY
  for (const [key, numbers] of a) {
    const others = b.get(key)
    if (others?.length !== numbers.length) return Number.POSITIVE_INFINITY
    for (const [i, number] of numbers.entries()) {
      most = Math.max(most, Math.abs(number - others[i]!) / Math.max(1, Math.abs(number)))
    }
  }
  return most
}
