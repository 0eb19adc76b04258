import { expect, test } from 'vitest'
import { movedLead, statusOfWord } from './lead-status.ts'

test.each([
  ['Open - Not Contacted', 'new'],
  ['Working - Contacted', 'contacted'],
  ['Closed - Converted', 'converted'],
  ['Closed - Not Converted', 'disqualified'],
  ['ATTEMPTED_TO_CONTACT', 'contacted'],
  ['IN_PROGRESS', 'contacted'],
  ['OPEN_DEAL', 'converted'],
  ['UNQUALIFIED', 'disqualified'],
  ['BAD_TIMING', 'disqualified'],
  ['Marketing Qualified Lead', 'qualified'],
  ['Mystery', undefined],
])('the status %s of another program means %s', (word, means) => {
  expect(statusOfWord(word)).toBe(means)
})

test('the first contact stays when a lead moves on; a step back takes the later days away', () => {
  const contacted = movedLead({}, 'contacted', '2026-01-01T00:00:00Z')
  const qualified = movedLead(contacted, 'qualified', '2026-01-05T00:00:00Z')
  expect(qualified).toMatchObject({ contacted_at: '2026-01-01T00:00:00Z', qualified_at: '2026-01-05T00:00:00Z' })
  expect(movedLead(qualified, 'contacted', '2026-01-06T00:00:00Z')).toMatchObject({ qualified_at: null })
  expect(movedLead(qualified, 'new', '2026-01-06T00:00:00Z')).toMatchObject({ contacted_at: null, qualified_at: null })
})
