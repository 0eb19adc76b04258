import { defineConfig } from 'vitest/config'

const database = ['test/harness/database-server.ts']
const setupFiles = ['test/harness/property-seed.ts']

/** The kinds of test, each a project: `npm test -- --project screens` runs one of them. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: 'packages', include: ['packages/**/*.test.ts'], setupFiles, testTimeout: 30_000 } },
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'examples/**/*.test.ts', 'bench/**/*.test.ts'],
          globalSetup: database,
          setupFiles,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      { test: { name: 'check', include: ['test/check/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'launcher',
          include: ['test/*.test.ts', 'test/harness/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'reference', include: ['test/reference/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'scenarios',
          include: ['test/scenarios/**/*.test.ts'],
          globalSetup: database,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'screens',
          include: ['test/screens/**/*.test.ts'],
          globalSetup: database,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
