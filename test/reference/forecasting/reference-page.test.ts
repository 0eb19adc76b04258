import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { forecastingReference } from '../../../bin/forecasting-reference.ts'

it('REFERENCE.md says what the source says; node bin/forecasting-reference.ts writes it anew', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../../packages/forecasting/REFERENCE.md'), 'utf8')
  expect(page).toBe(forecastingReference())
})
