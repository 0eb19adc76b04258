/** The part of Vitest's JSON report that is counted. */
export type Report = {
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
}

export type Tally = { passed: number; failed: number; skipped: number }

/** Counts the tests; a file that broke outside its tests, or a run that broke as a whole, counts as one failure. */
export function tally(run: { exitCode: number; report: Report | undefined }): Tally {
  const files = run.report?.testResults ?? []
  const statuses = files.flatMap((file) => file.assertionResults.map((test) => test.status))
  const count = (status: string) => statuses.filter((each) => each === status).length
  const brokenFiles = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const passed = count('passed')
  const failed = count('failed') + brokenFiles.length
  const brokenRun = failed === 0 && (run.exitCode !== 0 || passed === 0)
  return { passed, failed: brokenRun ? 1 : failed, skipped: statuses.length - passed - count('failed') }
}
