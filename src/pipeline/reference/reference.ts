import type { FiscalCalendar } from '@drumbeat/periods'
import type { CategoryName } from '../history/deal-history.ts'

export type StageFacts = {
  id: string
  name: string
  pipelineId: string
  position: number
  outcome: 'open' | 'won' | 'lost'
  forecastCategory: CategoryName
  /** In ten-thousandths, exact. */
  probability: number
  /** What it was before, in order, each until the day given. */
  former: readonly { probability: number; until: number }[]
}
export type PersonFacts = { id: string; name: string; leftOn: number | null }
export type AccountFacts = {
  id: string
  name: string
  industry: string | null
  country: string | null
  territoryId: string | null
  parentId: string | null
  employees: number | null
  /** In whole minor units of the company currency. */
  revenueMinor: number | null
  founded: number | null
}
export type ItemFacts = {
  id: string
  name: string
  familyId: string | null
  /** The list price in whole minor units of the company currency. */
  listMinor: number | null
}
export type Named = { id: string; name: string }
export type Territory = Named & { parentId: string | null }
/** Somebody belongs to something from `from` until the day before `until`. */
export type Dated = { personId: string; toId: string; from: number; until: number }
/** One unit of a currency is worth so many of the company's, in ten-thousand-millionths, from a day on. */
export type Rate = { from: number; scaled: bigint }
export type CurrencyFacts = { code: string; digits: number; rates: Rate[] }

/** Facts in the order of the codes that versions hold: what was merged away or has gone leaves a hole. */
export type ByCode<Facts> = readonly (Facts | undefined)[]

/** Those facts that are there. */
export function present<Facts>(facts: ByCode<Facts>): Facts[] {
  return facts.filter((each) => each !== undefined)
}

/** All that versions refer to. */
export type Reference = {
  currency: string
  digits: number
  timeZone: string
  locale: string
  calendar: FiscalCalendar
  pipelines: Named[]
  stages: ByCode<StageFacts>
  people: ByCode<PersonFacts>
  accounts: ByCode<AccountFacts>
  items: ByCode<ItemFacts>
  families: Named[]
  territories: Territory[]
  teams: Named[]
  /** Who reports to whom, and who is in which team. */
  lines: Dated[]
  members: Dated[]
  currencies: ByCode<CurrencyFacts>
  /** The source of the lead that each deal came from; read where a question names it. */
  sources?: ReadonlyMap<string, string>
  /** What deals and accounts have in the fields that a question names, of those that files have brought; by segment. */
  fields?: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** The probability of a stage on a day, in ten-thousandths. */
export function probabilityOn({ probability, former }: StageFacts, day: number): number {
  return former.find(({ until }) => day < until)?.probability ?? probability
}
