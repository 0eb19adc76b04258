import { appendFileSync } from 'node:fs'
import { relative } from 'node:path'
import { afterAll, expect } from 'vitest'
import { cpuOfProcess } from './cpu-time.ts'

/** Notes what a test file costs: this process and the processes it started and waited for. Runs after the file's own hooks. */
const report = process.env.DRUMBEAT_CPU_REPORT
const before = cpuOfProcess({ atStart: true })

afterAll(() => {
  if (!report) return
  const file = relative(process.cwd(), expect.getState().testPath ?? '')
  appendFileSync(report, `${JSON.stringify({ file, seconds: cpuOfProcess() - before })}\n`)
})
