import { describe, expect, test } from 'vitest'
import { type Report, tally } from './tally.ts'

describe('the last line of a test run', () => {
  test('counts what passed, failed and was skipped', () => {
    const report = reportOf(['passed', 'passed', 'failed', 'skipped', 'pending', 'todo'])
    expect(tally({ exitCode: 1, report })).toEqual({ passed: 2, failed: 1, skipped: 3 })
  })

  test('counts a file that broke before its tests as a failure', () => {
    const report = {
      testResults: [{ name: 'broken', status: 'failed', assertionResults: [] }, ...reportOf(['passed']).testResults],
    }
    expect(tally({ exitCode: 1, report })).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  test.each([
    [
      'ended badly though every test passed',
      { exitCode: 1, report: reportOf(['passed']) },
      { passed: 1, failed: 1, skipped: 0 },
    ],
    ['left no report', { exitCode: 0, report: undefined }, { passed: 0, failed: 1, skipped: 0 }],
    ['ran nothing', { exitCode: 0, report: reportOf(['skipped']) }, { passed: 0, failed: 1, skipped: 1 }],
  ])('counts a run that %s as a failure', (_, run, expected) => {
    expect(tally(run)).toEqual(expected)
  })
})

function reportOf(statuses: string[]): Report {
  const status = statuses.includes('failed') ? 'failed' : 'passed'
  return { testResults: [{ name: 'a file', status, assertionResults: statuses.map((each) => ({ status: each })) }] }
}
