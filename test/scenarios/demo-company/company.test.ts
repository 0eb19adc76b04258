import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { dayText } from '../../../examples/demo-company/days.ts'
import { type DemoCompany, generateDemoCompany } from '../../../examples/demo-company/generate.ts'
import { smallDemo } from '../../harness/demo.ts'

const today = '2026-11-23'
let company: DemoCompany

beforeAll(() => {
  company = generateDemoCompany({ seed: '7', today })
})

describe('the demo company', () => {
  test('is the same to the last id for the same seed and day, and another for another seed', () => {
    const first = digest(generateDemoCompany({ seed: '7', today, size: smallDemo }))
    expect(digest(generateDemoCompany({ seed: '7', today, size: smallDemo }))).toBe(first)
    expect(digest(generateDemoCompany({ seed: '8', today, size: smallDemo }))).not.toBe(first)
  })

  test('has the size it promises', () => {
    const { territories, families, items, accounts, deals, orderLines, versions } = company
    expect([territories.length, families.length, items.length]).toEqual([4, 6, 61])
    expect([accounts.length, deals.length, orderLines.length]).toEqual([600, 6_000, 150_000])
    expect(versions.length).toBeGreaterThan(24_000)
  })

  test('gives every row its own id, and every account and person a name of its own', () => {
    const tables: { id: string }[][] = [
      company.people,
      company.items,
      company.accounts,
      company.deals,
      company.versions,
    ]
    const ids = [...tables, company.orderLines, company.quotas, company.reportingLines].flat().map((row) => row.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(company.accounts.map((account) => account.name)).size).toBe(600)
    expect(new Set(company.people.map((person) => person.email)).size).toBe(company.people.length)
  })

  test.each(['2027-01-01', '2028-02-29'])('is as fresh and as large on %s', (day) => {
    const fresh = generateDemoCompany({ seed: '7', today: day })
    expect([fresh.deals.length, fresh.orderLines.length]).toEqual([6_000, 150_000])
    const lastOrder = fresh.orderLines.at(-1)!.ordered_on
    expect(fresh.orderLines.every((line) => line.ordered_on <= lastOrder)).toBe(true)
    expect(lastOrder <= day && lastOrder > dayText(fresh.truth.story.today - 4)).toBe(true)
    const known = `${day}T04:00:00.000Z`
    expect(fresh.orderLines.every((line) => line.recorded_at <= known)).toBe(true)
    expect(fresh.versions.every((version) => version.recorded_at <= known && version.valid_at <= known)).toBe(true)
    expect(fresh.deals.filter((deal) => deal.outcome === 'open' && deal.expected_close >= day).length).toBeGreaterThan(
      300,
    )
  })

  test('refuses a day that is none, and says how to write one', () => {
    expect(() => generateDemoCompany({ seed: '7', today: '23.11.2026' })).toThrow(
      '"23.11.2026" is not a day. Write it as YYYY-MM-DD',
    )
  })
})

describe('its people', () => {
  test('are five managers and 24 reps under a VP, each with one manager and one team today', () => {
    const active = company.people.filter((person) => person.left_on === null)
    const managers = active.filter((person) => person.title === 'Regional Sales Manager')
    const reps = active.filter((person) => person.title.endsWith('Account Executive'))
    expect([managers.length, reps.length]).toEqual([5, 24])
    const vp = company.logins.find((login) => login.role === 'executive')!.personId
    for (const manager of managers) expect(managersOf(manager.id)).toEqual([vp])
    const managerIds = new Set(managers.map((manager) => manager.id))
    for (const rep of reps) {
      expect(managersOf(rep.id).map((id) => managerIds.has(id))).toEqual([true])
      expect(current(company.memberships, rep.id)).toHaveLength(1)
    }
  })

  test('have been reorganised: lines of the past end where the next begin', () => {
    const ended = company.reportingLines.filter((line) => line.ends_on !== null)
    expect(ended.length).toBeGreaterThan(8)
    for (const line of ended) {
      const next = company.reportingLines.find(
        (other) => other.person_id === line.person_id && other.starts_on === line.ends_on,
      )
      const left = company.people.find((person) => person.id === line.person_id)!.left_on
      expect(next !== undefined || left === line.ends_on).toBe(true)
    }
  })

  test('lend one person to each role that can sign in', () => {
    expect(company.logins.map((login) => login.role).sort()).toEqual([
      'crm-administrator',
      'demand-planner',
      'enablement',
      'executive',
      'finance',
      'owner',
      'rep',
      'sales-manager',
      'sales-ops-analyst',
      'sales-ops-manager',
      'supply-planner',
    ])
    const manager = company.logins.find((login) => login.role === 'sales-manager')!.personId
    const rep = company.logins.find((login) => login.role === 'rep')!.personId
    expect(managersOf(rep)).toEqual([manager])
  })
})

describe('its quotas', () => {
  test('cover every rep, team, territory and the company in the running quarter', () => {
    const running = company.quotas.filter((quota) => quota.starts_on <= today && quota.ends_on > today)
    const subjects = (kind: string) =>
      running.filter((quota) => quota.subject_kind === kind).map((quota) => quota.subject_id)
    const reps = company.people.filter(
      (person) => person.left_on === null && person.title.endsWith('Account Executive'),
    )
    expect(subjects('person').sort()).toEqual(reps.map((rep) => rep.id).sort())
    expect([subjects('team').length, subjects('territory').length, subjects('company').length]).toEqual([5, 4, 1])
    expect(subjects('family')).toHaveLength(6)
  })

  test('add up: teams to the company, and five percent below the reps together', () => {
    const quarters = new Set(
      company.quotas.filter((quota) => quota.subject_kind === 'company').map((quota) => quota.starts_on),
    )
    expect(quarters.size).toBeGreaterThanOrEqual(14)
    for (const quarter of quarters) {
      const sum = (kind: string) =>
        company.quotas
          .filter(
            (quota) => quota.subject_kind === kind && quota.starts_on === quarter && quota.ends_on < nextYear(quarter),
          )
          .reduce((total, quota) => total + quota.amount_minor, 0)
      expect(sum('team')).toBe(sum('company'))
      expect(sum('team') / sum('person')).toBeCloseTo(0.95, 1)
    }
  })

  test('leave something to do: the running quarter is behind, the slumping region most of all its past', () => {
    const { slump } = company.truth.story
    const slumping = company.territories.find((territory) => territory.name === slump.territory)!.id
    const share = attainment({ kind: 'company', id: null })
    expect(share).toBeGreaterThan(0.25)
    expect(share).toBeLessThan(0.8)
    expect(attainment({ kind: 'territory', id: slumping })).toBeLessThan(share)
  })
})

function attainment(subject: { kind: string; id: string | null }): number {
  const quota = company.quotas.find(
    (candidate) =>
      candidate.subject_kind === subject.kind &&
      candidate.subject_id === subject.id &&
      candidate.starts_on <= today &&
      candidate.ends_on > today,
  )!
  const territoryOf = new Map(company.accounts.map((account) => [account.id, account.territory_id]))
  const won = company.deals
    .filter((deal) => deal.outcome === 'won' && deal.closed_on! >= quota.starts_on)
    .filter((deal) => subject.id === null || territoryOf.get(deal.account_id) === subject.id)
  return (
    won.reduce((sum, deal) => sum + deal.amount_minor * (deal.currency === 'EUR' ? 1.09 : 1), 0) / quota.amount_minor
  )
}

function managersOf(personId: string): string[] {
  return current(company.reportingLines, personId).map((line) => line.manager_id)
}

function current<T extends { person_id: string; starts_on: string; ends_on: string | null }>(
  lines: T[],
  personId: string,
): T[] {
  return lines.filter(
    (line) => line.person_id === personId && line.starts_on <= today && (line.ends_on === null || line.ends_on > today),
  )
}

/** Family goals last a year; goals of a quarter end well before that. */
function nextYear(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
}

function digest(rows: DemoCompany): string {
  const hash = createHash('sha256')
  for (const part of Object.values(rows)) {
    hash.update(
      Array.isArray(part) ? part.map((row) => Object.values(row).join('\t')).join('\n') : JSON.stringify(part),
    )
  }
  return hash.digest('hex')
}
