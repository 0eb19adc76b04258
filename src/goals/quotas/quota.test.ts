import { describe, expect, it } from 'vitest'
import { goalOfPeriod } from './quota.ts'

const year = { from: '2026-01-01', to: '2027-01-01' }
const first = { id: 'q1', startsOn: '2026-01-01', endsOn: '2026-04-01', companyMinor: 100 }
const second = { id: 'q2', startsOn: '2026-04-01', endsOn: '2026-07-01', companyMinor: 200 }
const rest = { id: 'h2', startsOn: '2026-07-01', endsOn: '2027-01-01', companyMinor: 400 }

describe('the goal of a period', () => {
  it('is the quota set for exactly that period, whatever shorter ones say', () => {
    const whole = { id: 'y', startsOn: '2026-01-01', endsOn: '2027-01-01', companyMinor: 1000 }
    expect(goalOfPeriod([first, second, rest, whole], year)).toEqual({ quotaMinor: 1000, basis: 'set', quotaId: 'y' })
  })

  it('is the sum of shorter ones that fill it, without counting a day twice', () => {
    const january = { id: 'm1', startsOn: '2026-01-01', endsOn: '2026-02-01', companyMinor: 30 }
    expect(goalOfPeriod([january, rest, second, first], year)).toEqual({
      quotaMinor: 700,
      basis: 'sum of shorter periods',
      quotaId: null,
    })
  })

  it('is incomplete where a part has no quota or no rate', () => {
    expect(goalOfPeriod([first, rest], year)).toMatchObject({ quotaMinor: 100, basis: 'incomplete' })
    expect(goalOfPeriod([{ ...first, companyMinor: null }, second, rest], year).basis).toBe('incomplete')
  })

  it('says that only a longer period has a quota', () => {
    expect(goalOfPeriod([rest], { from: '2026-07-01', to: '2026-10-01' })).toEqual({
      quotaMinor: null,
      basis: 'other dates',
      quotaId: null,
    })
  })
})
