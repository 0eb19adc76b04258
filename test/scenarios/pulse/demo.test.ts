import { expect, test } from 'vitest'
import { pulseDemo } from '#pulse/demo.ts'
import { movedSince } from '#pulse/results/moved.ts'
import type { Results } from '#pulse/schema.ts'
import { generateDemoCompany } from '../../../examples/demo-company/generate.ts'

/** People answer surveys whatever was sold; over 50 companies: npm run bench -- pulse/drop. */
const size = { accounts: 60, deals: 200, orderLines: 500 }

test('over 8 demo companies the planted drop of tools is found each time, and quiet rounds show a move in no more than one of ten', () => {
  let found = 0
  let quiet = 0
  let falseAlarms = 0
  for (let seed = 1; seed <= 8; seed++) {
    const company = generateDemoCompany({ seed: String(seed), today: '2026-11-02', size })
    const table = pulseDemo(company).find(({ table }) => table === 'pulse.published')!
    const rounds = table.rows.map(({ results }) => JSON.parse(String(results)) as Results)
    for (const [at, results] of rounds.entries()) {
      if (at === 0) continue
      const moved = movedSince(results, [rounds[at - 1]!]).filter(({ verdict }) => verdict === 'moved')
      if (at < rounds.length - 1) {
        quiet++
        if (moved.length > 0) falseAlarms++
      } else if (
        moved.some(
          ({ driver, groupId, difference }) => driver === 'tools' && groupId === 'company' && (difference ?? 0) < 0,
        )
      )
        found++
    }
  }
  expect(found).toBe(8)
  expect(quiet).toBe(32)
  expect(falseAlarms / quiet).toBeLessThanOrEqual(0.1)
})
