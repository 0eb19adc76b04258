import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What turns a series into its forecast beside the package: the files of demand that the worker threads run. */
const ownFiles = [
  ...['forecast.ts', 'accuracy.ts', 'coherence.ts', 'outcomes.ts', 'summary.ts', 'treated.ts', 'moving/response.ts'],
  ...['drift/level-shift.ts', 'drift/season-change.ts', 'traits/prior-at.ts', 'traits/teachers.ts', 'traits/widths.ts'],
]

/** Names the code that forecasts are made by: other code, another name, and all forecasts are made anew. */
export const engine: string = nameOf([...packageFiles(), ...ownFiles.map((name) => join(import.meta.dirname, name))])

function packageFiles(): string[] {
  const root = dirname(fileURLToPath(import.meta.resolve('@drumbeat/forecasting')))
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /\.[jt]s$/.test(file) && !/\.(test|d)\.ts$/.test(file))
    .sort()
    .map((file) => join(root, file))
}

function nameOf(files: readonly string[]): string {
  const digest = createHash('sha256')
  for (const file of files) digest.update(readFileSync(file))
  return digest.digest('hex').slice(0, 16)
}
