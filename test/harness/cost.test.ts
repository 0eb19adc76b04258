import { expect, test } from 'vitest'
import { costReport } from './cost.ts'
import { cpuOfProcess, cpuOfSharedWork, secondsIn, sharedWork } from './cpu-time.ts'

test('a run tells what each project and each domain cost, and what nobody in particular did', () => {
  const costs = [
    { file: 'packages/planning/src/solve.test.ts', seconds: 10 },
    { file: 'src/crm/stage.test.ts', seconds: 1 },
    { file: 'test/scenarios/crm/lists.test.ts', seconds: 41 },
    { file: 'test/scenarios/import-undo/undo.test.ts', seconds: 5.4 },
    { file: 'test/screens/every-screen.test.ts', seconds: 20 },
  ]
  expect(costReport({ costs, inAll: 100, domains: ['crm', 'imports'] })).toBe(
    'CPU seconds: 100 in all = scenarios 46, screens 20, packages 10, unit 1, shared (PostgreSQL, browser, Vitest) 23\n' +
      '  by domain, 40 each at most: crm 42 (over), imports 5',
  )
})

test('the times of a process are read past a name with spaces', () => {
  expect(secondsIn('7 (a (b) c) S 1 7 7 0 -1 0 1 2 3 4 150 50 25 75 20 0 1 0')).toBe(3)
})

test('work counts', () => {
  const before = cpuOfProcess()
  work(0.05)
  expect(cpuOfProcess()).toBeGreaterThan(before)
})

test('what a file does for the whole run counts for nobody in particular', async () => {
  await sharedWork(async () => work(0.05))
  expect(cpuOfSharedWork()).toBeGreaterThan(0.04)
})

function work(seconds: number): void {
  const before = cpuOfProcess()
  const until = performance.now() + 60_000
  while (cpuOfProcess() < before + seconds && performance.now() < until);
}
