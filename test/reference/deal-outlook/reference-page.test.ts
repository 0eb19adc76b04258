import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { dealOutlookReference } from '../../../bin/deal-outlook-reference.ts'

it('REFERENCE.md says what the source says; node bin/deal-outlook-reference.ts writes it anew', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../../packages/deal-outlook/REFERENCE.md'), 'utf8')
  expect(page).toBe(dealOutlookReference())
})
