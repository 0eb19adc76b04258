import { appendFileSync } from 'node:fs'
import { relative } from 'node:path'
import { afterAll, expect } from 'vitest'
import { cpuOfProcess, cpuOfSharedWork } from './cpu-time.ts'

/** Notes what a test file costs: this process and the processes it started and waited for, without what it made for all files. Runs after the file's own hooks. */
const report = process.env.DRUMBEAT_CPU_REPORT
const before = cpuOfProcess({ atStart: true })
const sharedBefore = cpuOfSharedWork()

afterAll(() => {
  if (!report) return
  const file = relative(process.cwd(), expect.getState().testPath ?? '')
  const seconds = cpuOfProcess() - before - (cpuOfSharedWork() - sharedBefore)
  appendFileSync(report, `${JSON.stringify({ file, seconds })}\n`)
})
