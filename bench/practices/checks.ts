import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { dayAfter } from '@drumbeat/periods'
import { cpuOfTree } from '../parts/cpu.ts'
import { callApi, newDataDir, startProduct } from '../parts/running.ts'

/** The bar: all checks over the demo company. */
const LIMIT = 2
const DAYS = 12

/** All practice checks over the whole demo company, each asking a day of its own, so that no answer is kept from the one before. Fails above 2 s. */
export async function run(): Promise<string> {
  const dataDir = await newDataDir()
  const product = await startProduct({ dataDir })
  try {
    const { headers } = await callApi(product, '/demo/api/demo/sign-in', { body: { role: 'owner' } })
    const cookie = headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    await calm(product.child.pid!)
    const today = new Date().toISOString().slice(0, 10)
    const took: number[] = []
    let checks = 0
    for (let at = 0; at < DAYS; at++) {
      const start = performance.now()
      const path = `/demo/api/practices/scorecard?asOf=${dayAfter(today, -at)}`
      const { status, body } = await callApi<{ checks: unknown[] }>(product, path, { cookie })
      if (status !== 200) throw new Error(`${path} answered ${status}.`)
      took.push((performance.now() - start) / 1000)
      checks = body.checks.length
    }
    const sorted = took.toSorted((a, b) => a - b)
    const slowest = sorted.at(-1)!
    if (slowest > LIMIT) process.exitCode = 1
    return `${checks} checks over the demo company as of ${DAYS} days, nothing kept between them: median ${sorted[DAYS / 2]!.toFixed(2)} s, slowest ${slowest.toFixed(2)} s (bar ${LIMIT} s).`
  } finally {
    await product.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Waits until the first forecasts are made. */
async function calm(pid: number): Promise<void> {
  for (let quiet = 0; quiet < 3; await sleep(1000)) {
    const before = cpuOfTree(pid)
    await sleep(2000)
    quiet = cpuOfTree(pid) - before < 200 ? quiet + 1 : 0
  }
}
