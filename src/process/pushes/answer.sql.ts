import { dayAfter } from '@drumbeat/periods'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { chancesWithLaterEnd } from '#revenue/later-end.sql.ts'
import { moneyIn } from '../rules/effects.ts'
import { stagePlaces } from '../rules/in-force.sql.ts'
import type { Lever } from './contract.ts'
import { type FoundLever, leversOf } from './levers.ts'
import { openPushes } from './pushes.sql.ts'
import { placedDeals, teamNames, visitsFrom } from './visits.sql.ts'

/** Days of history by which a stage's pace is judged. */
export const PACE_DAYS = 365

const assumptions = [
  'A deal that still has to pass the stage gains the days once; one that is in it now is taken to gain them too.',
  'Deals are won as often as the deal outlook says, only sooner: the gain is what moves into this quarter.',
  'Deals that are not created yet are left out, and so is what the push costs.',
]

/** Where pushing brings most in the running quarter. */
export async function whereToPush(
  db: Db,
  scope: Scope,
  { days, limit, now }: { days: number; limit: number; now: Date },
) {
  const [company, today] = [await readCompany(db), await companyToday(db, now)]
  const outlook = await chancesWithLaterEnd(db, scope, { days, now })
  if (!outlook)
    return {
      currency: company.currency,
      periodLabel: null,
      why: 'The deal outlook has not learned from closed deals yet.',
      assumptions,
      levers: [],
    }
  const [places, stages, visits, teams, pushed] = [
    new Map((await placedDeals(db, scope, today)).map((deal) => [deal.id, deal])),
    await stagePlaces(db),
    await visitsFrom(db, scope, { from: dayAfter(today, -PACE_DAYS), today }),
    await teamNames(db),
    await openPushes(db),
  ]
  const deals = outlook.deals.flatMap((deal) => {
    const place = places.get(deal.id)
    return place ? [{ ...place, ...deal }] : []
  })
  const open = [...stages.values()].filter(({ outcome }) => outcome === 'open')
  const found = leversOf({ days, deals, visits, stages: open, ratios: outlook.ratios, spread: outlook.spread })
  const shown = shownWith({ teams, pushed, money: moneyIn(company), eighty: writtenIn(company.locale).percent(0.8) })
  return {
    currency: company.currency,
    periodLabel: outlook.period.label,
    why: found.length === 0 ? `No team takes ${days} days or more in any stage, or none has open deals.` : null,
    assumptions,
    levers: found.slice(0, limit).map(shown),
  }
}

type Naming = {
  teams: ReadonlyMap<string, string>
  pushed: readonly { id: string; stageId: string; teamId: string }[]
  money: (minor: number) => string
  /** Eighty per cent, as the company writes it. */
  eighty: string
}

/** A lever with its names, its sentence, and whether it is pushed already. */
function shownWith({ teams, pushed, money, eighty }: Naming) {
  return ({ stage, teamId, gain, ...lever }: FoundLever): Lever => {
    const teamName = teams.get(teamId) ?? 'a team that is gone'
    const [gainMinor, lowMinor, highMinor] = [gain.mean, gain.low, gain.high].map(Math.round) as [
      number,
      number,
      number,
    ]
    return {
      ...lever,
      stageId: stage.id,
      stageName: stage.name,
      teamId,
      teamName,
      gainMinor,
      lowMinor,
      highMinor,
      says: `Shorten ${stage.name} by ${lever.days} days in team ${teamName}: +${money(gainMinor)} this quarter (${eighty}: ${money(lowMinor)} to ${money(highMinor)})`,
      pushId: pushed.find((push) => push.stageId === stage.id && push.teamId === teamId)?.id ?? null,
    }
  }
}
