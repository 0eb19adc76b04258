import { openAccounts } from './accounts.ts'
import { dayFrom, instantAt } from './days.ts'
import { dealStory } from './deals.ts'
import { type DemandTruth, drawDemand } from './demand.ts'
import { idsFrom } from './ids.ts'
import { stockShelves } from './items.ts'
import { takeOrders } from './orders.ts'
import { type DemoLogin, hirePeople } from './people.ts'
import { setQuotas } from './quotas.ts'
import { randomFrom } from './random.ts'
import { euroRates } from './rates.ts'
import type * as rows from './rows.ts'
import type { Seat } from './seats.ts'
import { layPipeline } from './stages.ts'
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
  logins: DemoLogin[]
  /** The true chance of each deal at its creation; kept out of the database. */
  winChances: { dealId: string; winChance: number }[]
  truth: DemoTruth
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
  reps: { personId: string; territory: TerritoryName; strategic: boolean; behaviour: string; skill: number }[]
} & DemandTruth

export const demoCounts = { accounts: 600, deals: 6_000, orderLines: 150_000 }

const sites: { name: string; kind: rows.SiteRow['kind']; territory: TerritoryName }[] = [
  { name: 'Providence plant', kind: 'plant', territory: 'US East' },
  { name: 'Providence warehouse', kind: 'warehouse', territory: 'US East' },
  { name: 'Reno warehouse', kind: 'warehouse', territory: 'US West' },
  { name: 'Kassel warehouse', kind: 'warehouse', territory: 'DACH' },
  { name: 'Malmö warehouse', kind: 'warehouse', territory: 'Nordics' },
  { name: 'Boston office', kind: 'office', territory: 'US East' },
]

/**
 * Invents Tarnbeck, a maker of coffee equipment, with a history that ends on `today` (YYYY-MM-DD). Pure: the same seed and
 * day give the same rows, to the last id.
 */
export function generateDemoCompany(input: { seed: string; today: string }): DemoCompany {
  const story = storyFor(dayFrom(input.today))
  const root = randomFrom(`tarnbeck/${input.seed}`)
  const newId = idsFrom(root.fork('ids'))
  const foundedAt = instantAt({ day: story.historyStart - 500, hours: 9 })
  const early = () => newId(foundedAt)

  const territoryRows = territories.map(({ name }) => ({ id: early(), name }))
  const territoryIds = Object.fromEntries(territoryRows.map(({ id, name }) => [name, id])) as Record<
    TerritoryName,
    string
  >
  const siteRows = sites.map(({ name, kind, territory }) => ({
    id: early(),
    name,
    kind,
    territory_id: territoryIds[territory],
  }))
  const staff = hirePeople({ story, random: root.fork('people'), newId, territoryIds })
  const shelves = stockShelves({ story, newId })
  const accounts = openAccounts({
    story,
    random: root.fork('accounts'),
    newId,
    seats: staff.seats,
    territoryIds,
    count: demoCounts.accounts,
  })
  const { pipeline, stages } = layPipeline(early)
  const selling = { story, accounts, items: shelves.items, pipelineId: pipeline.id, stages, newId }
  const { deals, versions, wins, coming, chances } = dealStory({
    ...selling,
    random: root.fork('deals'),
    count: demoCounts.deals,
  })
  const drawn = drawDemand({ story, items: shelves.items, random: root.fork('demand'), count: demoCounts.orderLines })
  const orderLines = takeOrders({ story, demand: drawn.demand, accounts, wins, random: root.fork('orders'), newId })

  return {
    profile: {
      name: 'Tarnbeck',
      currency: 'USD',
      locale: 'en-US',
      time_zone: 'America/New_York',
      calendar_kind: 'month',
      fiscal_start_month: 1,
    },
    territories: territoryRows,
    sites: siteRows,
    people: staff.people,
    reportingLines: staff.reportingLines,
    teams: staff.teams,
    memberships: staff.memberships,
    families: shelves.families,
    items: shelves.items.map((item) => item.row),
    rates: euroRates({ story, random: root.fork('rates') }),
    accounts: accounts.map((account) => account.row),
    pipelines: [pipeline],
    stages: Object.values(stages),
    deals,
    versions,
    orderLines,
    quotas: setQuotas({ story, staff, wins, coming, families: shelves.families, territoryIds, newId }),
    logins: staff.logins,
    winChances: chances,
    truth: {
      seed: input.seed,
      story,
      families,
      territories,
      prices,
      winChance,
      behaviours,
      reps: staff.seats.flatMap(repTruths),
      ...drawn.truth,
    },
  }
}

function repTruths(seat: Seat): DemoTruth['reps'] {
  const { territory, strategic } = seat
  return seat.holders.map(({ personId, behaviour, skill }) => ({ personId, territory, strategic, behaviour, skill }))
}
