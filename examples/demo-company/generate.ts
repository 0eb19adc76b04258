import { openAccounts } from './accounts.ts'
import { type CallRow, callHabits, makeCalls } from './calls.ts'
import { type CourseTaken, courseTruth, takeCourses } from './courses.ts'
import { dayFrom, instantAt, yearOf } from './days.ts'
import { dealStory } from './deals.ts'
import { type DemandTruth, drawDemand } from './demand.ts'
import { idsFrom } from './ids.ts'
import { comingItem, stockShelves } from './items.ts'
import { takeOrders } from './orders.ts'
import { type DemoLogin, hirePeople } from './people.ts'
import { answerPulse, type PulseRound, pulseAsked, pulseTruth } from './pulse.ts'
import { setQuotas } from './quotas.ts'
import { randomFrom } from './random.ts'
import { euroRates } from './rates.ts'
import type * as rows from './rows.ts'
import { type BudgetRow, type MonthSold, monthlySales, setBudget } from './sales.ts'
import type { Seat } from './seats.ts'
import { layPipeline } from './stages.ts'
import { makeTalk, type Talk } from './talk.ts'
import {
  behaviours,
  families,
  prices,
  type Story,
  storyFor,
  type TerritoryName,
  territories,
  winChance,
} from './truth.ts'

/** Everything the demo company's database holds, the truth it was drawn from, and one person to sign in as per role. */
export type DemoCompany = {
  profile: {
    name: string
    currency: string
    locale: string
    time_zone: string
    calendar_kind: 'month'
    fiscal_start_month: number
  }
  territories: rows.TerritoryRow[]
  sites: rows.SiteRow[]
  people: rows.PersonRow[]
  reportingLines: rows.ReportingLineRow[]
  teams: rows.TeamRow[]
  memberships: rows.MembershipRow[]
  families: rows.FamilyRow[]
  items: rows.ItemRow[]
  rates: rows.RateRow[]
  accounts: rows.AccountRow[]
  pipelines: { id: string; name: string }[]
  stages: rows.StageRow[]
  deals: rows.DealRow[]
  versions: rows.DealVersionRow[]
  orderLines: rows.OrderLineRow[]
  quotas: rows.QuotaRow[]
  calls: CallRow[]
  budget: BudgetRow[]
  /** What each family sold by month: what plans are made from. */
  sold: MonthSold[]
  talk: Talk
  courses: CourseTaken[]
  pulseAsked: readonly string[]
  pulseRounds: PulseRound[]
  logins: DemoLogin[]
  /** The true chance of each deal at its creation; kept out of the database. */
  winChances: { dealId: string; winChance: number }[]
  truth: DemoTruth
}

declare module '#platform/registry.ts' {
  interface DemoWorld extends DemoCompany {}
}

/** The parameters that later tests look for in what the product finds. */
export type DemoTruth = {
  seed: string
  story: Story
  families: typeof families
  territories: typeof territories
  prices: typeof prices
  winChance: typeof winChance
  behaviours: typeof behaviours
  callHabits: typeof callHabits
  pulse: typeof pulseTruth
  courses: typeof courseTruth
  reps: { personId: string; territory: TerritoryName; strategic: boolean; behaviour: string; skill: number }[]
} & DemandTruth

/** How many accounts, deals and order lines the demo company has. */
export type DemoSize = { accounts: number; deals: number; orderLines: number }

export const demoSize: DemoSize = { accounts: 600, deals: 6_000, orderLines: 150_000 }

const sites: { name: string; kind: rows.SiteRow['kind']; territory: TerritoryName }[] = [
  { name: 'Providence plant', kind: 'plant', territory: 'US East' },
  { name: 'Providence warehouse', kind: 'warehouse', territory: 'US East' },
  { name: 'Reno warehouse', kind: 'warehouse', territory: 'US West' },
  { name: 'Kassel warehouse', kind: 'warehouse', territory: 'DACH' },
  { name: 'Malmö warehouse', kind: 'warehouse', territory: 'Nordics' },
  { name: 'Boston office', kind: 'office', territory: 'US East' },
]

const profile: DemoCompany['profile'] = {
  name: 'Tarnbeck',
  currency: 'USD',
  locale: 'en-US',
  time_zone: 'America/New_York',
  calendar_kind: 'month',
  fiscal_start_month: 1,
}

/**
 * Invents Tarnbeck, a maker of coffee equipment, with a history that ends on `today` (YYYY-MM-DD). Pure: the same seed and
 * day give the same rows, to the last id.
 */
export function generateDemoCompany(input: { seed: string; today: string; size?: DemoSize }): DemoCompany {
  const size = input.size ?? demoSize
  const story = storyFor(dayFrom(input.today))
  const root = randomFrom(`tarnbeck/${input.seed}`)
  const newId = idsFrom(root.fork('ids'))
  const foundedAt = instantAt({ day: story.historyStart - 500, hours: 9 })
  const early = () => newId(foundedAt)

  const { territoryRows, territoryIds, siteRows } = openPlaces(early)
  const staff = hirePeople({ story, random: root.fork('people'), newId, territoryIds })
  const shelves = stockShelves({ story, newId })
  const accounts = openAccounts({
    story,
    random: root.fork('accounts'),
    newId,
    seats: staff.seats,
    territoryIds,
    count: size.accounts,
  })
  const { pipeline, stages } = layPipeline(early)
  const courses = takeCourses({ story, seats: staff.seats, random: root.fork('courses') })
  const selling = { story, courses, accounts, items: shelves.items, pipelineId: pipeline.id, stages, newId }
  const { deals, versions, wins, coming, chances } = dealStory({
    ...selling,
    random: root.fork('deals'),
    count: size.deals,
  })
  const drawn = drawDemand({ story, items: shelves.items, random: root.fork('demand'), count: size.orderLines })
  const orderLines = takeOrders({ story, demand: drawn.demand, accounts, wins, random: root.fork('orders'), newId })

  const rates = euroRates({ story, random: root.fork('rates') })
  const sold = monthlySales({ orderLines, items: shelves.items.map(({ row }) => row), rates })

  return {
    profile,
    territories: territoryRows,
    sites: siteRows,
    people: staff.people,
    reportingLines: staff.reportingLines,
    teams: staff.teams,
    memberships: staff.memberships,
    families: shelves.families,
    items: [
      ...shelves.items.map((item) => item.row),
      comingItem({ story, families: shelves.families, id: idsFrom(root.fork('coming item'))(foundedAt) }),
    ],
    rates,
    accounts: accounts.map((account) => account.row),
    pipelines: [pipeline],
    stages: Object.values(stages),
    deals,
    versions,
    orderLines,
    quotas: setQuotas({ story, staff, wins, coming, families: shelves.families, territoryIds, newId }),
    budget: setBudget({
      ...{ sold, families: shelves.families, seed: input.seed },
      year: yearOf(story.today),
      newId: early,
    }),
    sold,
    calls: makeCalls({ story, seats: staff.seats, deals, rates, random: root.fork('calls'), newId }),
    talk: makeTalk({
      today: story.today,
      logins: staff.logins,
      deals,
      accounts: accounts.map((account) => account.row),
      items: shelves.items.map((item) => item.row),
      newId: idsFrom(root.fork('talk')),
    }),
    courses,
    pulseAsked,
    pulseRounds: answerPulse({ today: story.today, people: staff.people, random: root.fork('pulse') }),
    logins: staff.logins,
    winChances: chances,
    truth: { ...knownTruth, seed: input.seed, story, reps: staff.seats.flatMap(repTruths), ...drawn.truth },
  }
}

type Places = {
  territoryRows: rows.TerritoryRow[]
  territoryIds: Record<TerritoryName, string>
  siteRows: rows.SiteRow[]
}

function openPlaces(newId: () => string): Places {
  const territoryRows = territories.map(({ name }) => ({ id: newId(), name }))
  const ids = Object.fromEntries(territoryRows.map(({ id, name }) => [name, id]))
  const territoryIds = ids as Record<TerritoryName, string>
  const siteRows = sites.map(({ name, kind, territory }) => ({
    id: newId(),
    name,
    kind,
    territory_id: territoryIds[territory],
  }))
  return { territoryRows, territoryIds, siteRows }
}

/** What of the truth is the same in every company that is invented. */
const knownTruth = {
  families,
  territories,
  prices,
  winChance,
  behaviours,
  callHabits,
  pulse: pulseTruth,
  courses: courseTruth,
}

function repTruths(seat: Seat): DemoTruth['reps'] {
  const { territory, strategic } = seat
  return seat.holders.map(({ personId, behaviour, skill }) => ({ personId, territory, strategic, behaviour, skill }))
}
