import { expect, test } from 'vitest'
import type { Review } from '../contract.ts'
import { reviewMail } from './message.ts'

const none = { deals: 0, amountMinor: 0, moves: [] }
const total = (amountMinor: number) => ({ deals: 1, amountMinor, withoutAmount: 0 })
const deal = { id: 'd', name: 'Heron', ownerName: 'Ada' } as NonNullable<Review['won']['moves'][number]['after']>
const review: Review = {
  period: { grain: 'quarter', label: 'Q4', from: '2026-10-01', to: '2027-01-01', previousOn: '', nextOn: '' },
  ...{ currency: 'EUR', subject: { kind: 'company', id: null, name: 'the company' }, ask: null, why: null, help: [] },
  week: { from: '2026-11-13', to: '2026-11-20' },
  waterfall: { opening: total(100_00), bars: [], closing: total(90_00) },
  won: { deals: 1_204, amountMinor: 12_000_00, moves: [{ amountMinor: 12_000_00, before: null, after: deal }] },
  ...{ lost: none, pushed: none, outlookBefore: null, quotaMinor: 100_00 },
  outlook: { meanMinor: 92_00, loMinor: 80_00, hiMinor: 99_00 } as NonNullable<Review['outlook']>,
}

test('a mail writes shares and counts as the company does', () => {
  const said = (locale: string) => reviewMail(review, { locale, base: '' }).text.replaceAll('\u00a0', ' ')
  expect(said('de-DE')).toContain('(80 %: ')
  expect(said('de-DE')).toContain('92 % of quota')
  expect(said('de-DE')).toContain('Won: 1.204, ')
  expect(said('de-DE')).toContain('and 1.203 more')
  expect(said('en-US')).toContain('92% of quota')
  expect(said('en-US')).toContain('Won: 1,204, ')
})
