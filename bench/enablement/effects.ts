import { formatDay } from '@drumbeat/periods'
import type { ClosedDeal } from '#enablement/effects/deals.sql.ts'
import { effectsOf } from '#enablement/effects/effects.ts'
import { courseTruth } from '../../examples/demo-company/courses.ts'
import { type DemoCompany, generateDemoCompany } from '../../examples/demo-company/generate.ts'

const SEEDS = 50
const SIZE = { accounts: 200, deals: 3_000, orderLines: 500 }
const WORTH = 0.1

/** What the product says of the two planted courses in 50 demo companies of half the size, beside a bare comparison of win rates. */
export async function run(): Promise<string> {
  const seen = Array.from({ length: SEEDS }, (_, at) =>
    lookAt(generateDemoCompany({ seed: `${at + 1}`, today: '2026-11-29', size: SIZE })),
  )
  const of = (course: string) => seen.flatMap((each) => each.filter(({ id }) => id === course))
  return [
    `${SEEDS} demo companies of ${SIZE.deals.toLocaleString('en-US')} deals; an effect within ±${WORTH * 100} points is not worth having; intervals of 95 %.`,
    ...Object.entries(courseTruth).map(([key, { name, winLogOdds }]) =>
      lineOf(of(key), `${name} (truth: ${winLogOdds} log-odds)`),
    ),
  ].join('\n')
}

type Seen = ReturnType<typeof lookAt>[number]

function lookAt(company: DemoCompany) {
  const deals = closedDealsOf(company)
  const had = company.courses.map(({ course, personId, on }) => ({
    thing: course,
    person: personId,
    deal: null,
    on: formatDay(on),
  }))
  const things = Object.keys(courseTruth).map((id) => ({ id, name: id, kind: 'course' }))
  return effectsOf(deals, { things, had, worth: WORTH }).map((effect) => {
    const mean = effect.bareDifference ?? 0
    const [a, b] = [effect.deals, effect.comparedWith]
    return {
      ...effect,
      bareSays: Math.abs(mean) > 1.96 * Math.sqrt(0.25 / a + 0.25 / b) ? (mean > 0 ? 'helps' : 'hurts') : 'cannot tell',
    }
  })
}

/** What closedDeals reads from the database, from the rows themselves. */
function closedDealsOf({ deals, versions, accounts }: DemoCompany): ClosedDeal[] {
  const first = new Map<string, DemoCompany['versions'][number]>()
  for (const version of versions) if (!first.has(version.deal_id)) first.set(version.deal_id, version)
  const account = new Map(accounts.map((each) => [each.id, each]))
  return deals
    .filter(({ closed_on }) => closed_on !== null)
    .map((deal) => {
      const { owner_id, stage_id, amount_minor } = first.get(deal.id)!
      const { territory_id, industry } = account.get(deal.account_id)!
      return {
        id: deal.id,
        person: owner_id,
        createdOn: deal.created_on,
        market: territory_id,
        stage: stage_id,
        segment: industry,
        amount: amount_minor,
        won: deal.outcome === 'won',
        days: Math.max(1, (Date.parse(deal.closed_on!) - Date.parse(deal.created_on)) / 86_400_000),
      }
    })
}

function lineOf(seen: readonly Seen[], name: string): string {
  const share = (some: number) => `${some} of ${seen.length}`
  const count = (verdict: string) => seen.filter(({ winRate }) => winRate.verdict === verdict).length
  const bare = (verdict: string) => seen.filter(({ bareSays }) => bareSays === verdict).length
  const mean = seen.reduce((sum, { winRate }) => sum + (winRate.estimate ?? 0), 0) / seen.length
  const width = seen.reduce((sum, { winRate }) => sum + ((winRate.high ?? 0) - (winRate.low ?? 0)) / 2, 0) / seen.length
  const points = (value: number) => `${(100 * value).toFixed(1)} points`
  return (
    `- ${name}: helps ${share(count('helps'))}, hurts ${share(count('hurts'))}, no effect worth having ${share(count('no effect worth having'))}, ` +
    `cannot tell ${share(count('cannot tell'))}; mean estimate ${points(mean)}, mean margin ±${points(width)}. ` +
    `Baseline, the bare difference of win rates: helps ${share(bare('helps'))}, hurts ${share(bare('hurts'))}.`
  )
}
