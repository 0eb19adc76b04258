import { defineConfig } from 'vitest/config'
import { limitsFor, measureSlowness } from './test/harness/slowness.ts'

const database = 'test/harness/database-server.ts'
const browser = 'test/harness/browser-server.ts'
const setupFiles = ['test/harness/cpu.ts', 'test/harness/limits.ts', 'test/harness/property-seed.ts']
const limits = limitsFor(measureSlowness())

/**
 * What all kinds of test share. Files that a worker takes one after the other share its modules: to load the product costs
 * more than most files. Each file measures again how slow the machine is, see test/harness/limits.ts.
 */
const common = {
  setupFiles,
  isolate: false,
  testTimeout: limits.test,
  hookTimeout: limits.hook,
  expect: { poll: { timeout: limits.step } },
}

/** The kinds of test, each a project: `npm test -- --project screens` runs one of them. */
export default defineConfig({
  test: {
    // Two cores: what waits for a browser or a database leaves room for two more.
    maxWorkers: 4,
    projects: [
      { test: { ...common, name: 'packages', include: ['packages/**/*.test.ts'] } },
      {
        test: {
          ...common,
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'examples/**/*.test.ts', 'bench/**/*.test.ts'],
          globalSetup: [database],
        },
      },
      { test: { ...common, name: 'check', include: ['test/check/**/*.test.ts'], globalSetup: [database] } },
      { test: { ...common, name: 'launcher', include: ['test/*.test.ts', 'test/harness/*.test.ts'] } },
      { test: { ...common, name: 'reference', include: ['test/reference/**/*.test.ts'] } },
      {
        test: { ...common, name: 'scenarios', include: ['test/scenarios/**/*.test.ts'], globalSetup: [database] },
      },
      {
        test: { ...common, name: 'screens', include: ['test/screens/**/*.test.ts'], globalSetup: [database, browser] },
      },
    ],
  },
})
