import { beforeAll, describe, expect, test } from 'vitest'
import { projection } from '#crm/deals/history.ts'
import { type DemoCompany, generateDemoCompany } from '../../../examples/demo-company/generate.ts'
import type { DealRow, DealVersionRow } from '../../../examples/demo-company/rows.ts'

let company: DemoCompany
let histories: Map<string, DealVersionRow[]>

beforeAll(() => {
  company = generateDemoCompany({ seed: '7', today: '2026-11-23' })
  histories = Map.groupBy(company.versions, (version) => version.deal_id)
})

describe('the deals of the demo company', () => {
  test('stand as their newest version that was not retracted says', () => {
    const stages = new Map(company.stages.map((stage) => [stage.id, stage]))
    const wrong = company.deals.filter((deal) => {
      const newest = newestOf(histories.get(deal.id)!)
      return sharedColumns.some((column) => deal[column] !== newest[column])
    })
    expect(wrong).toEqual([])
    expect(company.deals.filter((deal) => stages.get(deal.stage_id)!.outcome !== deal.outcome)).toEqual([])
  })

  test('show in the product what the projection of their history shows', () => {
    const wrong = company.deals.filter((deal) => {
      const versions = histories.get(deal.id)!.map((version) => ({
        id: version.id,
        validAt: version.valid_at,
        recordedAt: version.recorded_at,
        retractedAt: version.retracted_at,
        stageId: version.stage_id,
      }))
      return projection(versions)!.stageId !== deal.stage_id
    })
    expect(wrong).toEqual([])
  })

  test('were known only after they were true, and begin in the first stage', () => {
    const first = company.stages.find((stage) => stage.name === 'Qualification')!.id
    expect([...histories.values()].filter((history) => history[0]!.stage_id !== first)).toEqual([])
    expect(company.versions.filter((version) => version.recorded_at < version.valid_at)).toEqual([])
  })

  test('close once: after the closing only corrections of the closing follow', () => {
    const reopened = [...histories.values()].filter((history) => {
      const closing = history.find((version) => version.closed_on !== null)
      const after = closing ? history.slice(history.indexOf(closing)) : []
      return after.some((version) => version.stage_id !== closing!.stage_id || version.valid_at !== closing!.valid_at)
    })
    expect(reopened).toEqual([])
  })

  test('are won, lost and open in believable parts, with late entries, corrections and retractions', () => {
    const count = (outcome: string) => company.deals.filter((deal) => deal.outcome === outcome).length
    expect(count('won') + count('lost') + count('open')).toBe(6_000)
    expect(count('won') / (count('won') + count('lost'))).toBeGreaterThan(0.4)
    expect(count('won') / (count('won') + count('lost'))).toBeLessThan(0.6)
    expect(count('open')).toBeGreaterThan(400)
    const late = company.versions.filter(
      (version) => Date.parse(version.recorded_at) - Date.parse(version.valid_at) > 86_400_000,
    )
    expect(late.length).toBeGreaterThan(1_000)
    const corrected = [...histories.values()].filter((history) => history.some(isCorrection))
    expect(corrected.length).toBeGreaterThan(120)
    expect(company.versions.filter((version) => version.retracted_at !== null).length).toBeGreaterThan(30)
  })

  test('follow their owners: a successor takes over what the leaver left open', () => {
    const leavers = new Map(
      company.people.filter((person) => person.left_on !== null).map((person) => [person.id, person.left_on!]),
    )
    for (const deal of company.deals) {
      const left = leavers.get(deal.owner_id)
      if (left) expect(deal.closed_on !== null && deal.closed_on < left).toBe(true)
    }
    expect(company.versions.filter((version) => version.reason === 'Handed over').length).toBeGreaterThan(5)
  })
})

describe('the habits of the reps', () => {
  test('show in amounts, dates and pushes: sandbaggers state less and later, happy ears more and sooner', () => {
    const sandbagger = habitOf('sandbagger')
    const happy = habitOf('happy ears')
    const steady = habitOf('steady')
    expect(sandbagger.statedShare).toBeLessThan(0.85)
    expect(steady.statedShare).toBeGreaterThan(0.95)
    expect(steady.statedShare).toBeLessThan(1.1)
    expect(happy.statedShare).toBeGreaterThan(1.2)
    expect(sandbagger.slipDays).toBeLessThan(steady.slipDays)
    expect(happy.slipDays).toBeGreaterThan(steady.slipDays + 15)
    expect(happy.pushes).toBeGreaterThan(1.4 * steady.pushes)
  })

  test('show in the category: happy ears commit in proposals, sandbaggers never before the contract', () => {
    const proposal = company.stages.find((stage) => stage.name === 'Proposal')!.id
    const stated = (behaviour: string) =>
      new Set(
        company.versions
          .filter((v) => v.stage_id === proposal && behaviourOf(v.owner_id) === behaviour)
          .map((v) => v.forecast_category),
      )
    expect(stated('happy ears')).toEqual(new Set(['commit']))
    expect(stated('sandbagger')).toEqual(new Set(['pipeline']))
    expect(stated('steady')).toEqual(new Set(['best case']))
  })
})

describe('the true chances of winning', () => {
  test('are calibrated: in each fifth as many were won as was due', () => {
    const closed = closedWithChance().sort((a, b) => a.chance - b.chance)
    for (let fifth = 0; fifth < 5; fifth++) {
      const part = closed.slice((fifth * closed.length) / 5, ((fifth + 1) * closed.length) / 5)
      const due = part.reduce((sum, deal) => sum + deal.chance, 0) / part.length
      const won = part.filter((deal) => deal.won).length / part.length
      expect(Math.abs(won - due)).toBeLessThan(0.06)
    }
  })

  test('hold a signal worth finding: they order won before lost in about seven of ten pairs', () => {
    const ranked = closedWithChance().sort((a, b) => a.chance - b.chance)
    const won = ranked.filter((deal) => deal.won).length
    const rankSum = ranked.reduce((sum, deal, rank) => sum + (deal.won ? rank + 1 : 0), 0)
    const auc = (rankSum - (won * (won + 1)) / 2) / (won * (ranked.length - won))
    expect(auc).toBeGreaterThan(0.66)
    expect(auc).toBeLessThan(0.76)
  })
})

function newestOf(history: DealVersionRow[]): DealVersionRow {
  const live = history.filter((version) => version.retracted_at === null)
  return live.sort((a, b) => (a.valid_at + a.recorded_at < b.valid_at + b.recorded_at ? 1 : -1))[0]!
}

const sharedColumns = [
  'name',
  'account_id',
  'item_id',
  'owner_id',
  'stage_id',
  'forecast_category',
  'amount_minor',
  'amount_basis',
  'currency',
  'expected_close',
  'closed_on',
] as const

function isCorrection(version: DealVersionRow, index: number, history: DealVersionRow[]): boolean {
  const before = history[index - 1]
  return before !== undefined && before.valid_at === version.valid_at && before.recorded_at < version.recorded_at
}

function behaviourOf(personId: string): string {
  return company.truth.reps.find((rep) => rep.personId === personId)!.behaviour
}

function habitOf(behaviour: string): { statedShare: number; slipDays: number; pushes: number } {
  const won = company.deals.filter((deal) => deal.outcome === 'won' && behaviourOf(deal.owner_id) === behaviour)
  const mean = (value: (deal: DealRow, history: DealVersionRow[]) => number) =>
    won.reduce((sum, deal) => sum + value(deal, histories.get(deal.id)!), 0) / won.length
  return {
    statedShare: mean((deal, history) => history[0]!.amount_minor / deal.amount_minor),
    slipDays: mean(
      (deal, history) => (Date.parse(deal.closed_on!) - Date.parse(history[0]!.expected_close)) / 86_400_000,
    ),
    pushes: mean(
      (_, history) =>
        history.filter(
          (version, i) => i > 0 && version.expected_close.slice(0, 7) > history[i - 1]!.expected_close.slice(0, 7),
        ).length,
    ),
  }
}

function closedWithChance(): { chance: number; won: boolean }[] {
  const chances = new Map(company.winChances.map(({ dealId, winChance }) => [dealId, winChance]))
  return company.deals
    .filter((deal) => deal.outcome !== 'open')
    .map((deal) => ({ chance: chances.get(deal.id)!, won: deal.outcome === 'won' }))
}
