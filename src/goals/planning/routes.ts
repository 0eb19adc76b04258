import { dateOf, dayAfter, dayOf, formatDay, parseDay } from '@drumbeat/periods'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { add } from '#platform/numbers/decimal.ts'
import { capacityOf, hiresNeeded, plannedMonths } from '../capacity/capacity.ts'
import { hiresOf, type KnownHire } from '../capacity/hires.sql.ts'
import { knownCapacity } from '../capacity/known.sql.ts'
import { ownPlan } from '../capacity/own-plan.ts'
import { rampOf } from '../capacity/ramp.ts'
import { readHires, sideBySide } from '../capacity/scenarios.ts'
import { planningContract } from '../planning-contract.ts'
import { quotaProblems } from '../quotas/problems.sql.ts'
import { spreadQuotas } from '../quotas/spread.ts'
import { balanceAnswer } from '../territories/answer.ts'
import { faultsOfCase, unserved } from '../territories/case.ts'
import { type AccountPotential, accountPotentials, withoutRate } from '../territories/potential.sql.ts'

/** Capacity, spreading of quotas and balancing of territories over HTTP. */
export function planningRoutes(mount: Mount): void {
  mount(planningContract.capacity, async ({ body }) => {
    const found = capacityOf(body.groups)
    const gap =
      body.target === null
        ? null
        : add(found.total, body.target.startsWith('-') ? body.target.slice(1) : `-${body.target}`)
    const perHead = Number(found.total) / Number(found.rampedHeads)
    return { ...found, gap, gapHeads: gap === null || !(perHead > 0) ? null : Number(gap) / perHead }
  })
  mount(planningContract.hiringPlan, async ({ body }) => {
    const months = plannedMonths(body)
    return { months, gap: months.reduce((sum, month) => sum + month.gap, 0), hiresNeeded: hiresNeeded(body) }
  })
  mount(planningContract.capacityPlan, async ({ workspace: { db, clock }, scope, query }) => {
    const [{ currency }, known] = [await readCompany(db), await knownCapacity(db, scope, clock())]
    const { hires, hiresIn, targetMinor = null, ...asked } = query
    const plan = ownPlan(known, { ...asked, targetMinor, hires: hires > 0 ? [{ month: hiresIn, heads: hires }] : [] })
    const months = plan.months.map((month) => ({ ...month, startsOn: monthAfter(known.from, month.month) }))
    const wonBeforeMinor = known.wonBefore.reduce((sum, each) => sum + each, 0)
    return { ...plan, months, currency, from: known.from, wonBeforeMinor }
  })
  mountScenarios(mount)
  mount(planningContract.ramp, async ({ workspace: { db, clock }, scope }) => {
    const { currency } = await readCompany(db)
    const known = await hiresOf(db, scope, clock())
    const { ramped, hires, months } = rampOf(known, 1)
    return { currency, rampedMinor: ramped, hires, months, people: known.map(monthsOfHire) }
  })
  mount(planningContract.spread, async ({ body }) => spreadQuotas(body))
  mount(planningContract.quotaProblems, async ({ workspace, scope, query }) => ({
    problems: await quotaProblems(workspace.db, scope, {
      from: query.from ?? (await companyToday(workspace.db, workspace.clock())),
      to: query.to ?? null,
    }),
  }))
  mountBalanceCase(mount)
  mountBalance(mount)
}

/** What a hire closed, month by month since the hire. */
function monthsOfHire({ personId, name, months, startsOn, endsOn }: KnownHire) {
  const closed = months.map((closedMinor, nth) => ({
    closedMinor: Math.round(closedMinor),
    ...{ from: startsOn[nth]!, to: dayAfter(startsOn[nth + 1] ?? endsOn, -1) },
  }))
  return { id: personId, name, months: closed }
}

function mountScenarios(mount: Mount): void {
  mount(planningContract.capacityScenarios, async ({ workspace: { db, clock }, scope, query }) => {
    const { hires, targetMinor = null, ...asked } = query
    const scenarios = hires.slice(0, 12).map((text) => {
      const read = readHires(text)
      if (!read)
        throw refusal(400, {
          code: 'unreadable',
          message: `${text} is no scenario of hires.`,
          wayOut: 'Write 3@1 for three hires in month 1 (0 to 11), and 2@1/2@4 for two and two more.',
        })
      return read
    })
    const [{ currency }, known] = [await readCompany(db), await knownCapacity(db, scope, clock())]
    const found = sideBySide(known, { ...asked, targetMinor }, scenarios)
    return { currency, from: known.from, scenarios: found.map((each) => ({ ...each, hires: [...each.hires] })) }
  })
}

/** The first day of the month so many months after another's. */
function monthAfter(day: string, count: number): string {
  const { year, month } = dateOf(parseDay(day)!)
  const at = year * 12 + month - 1 + count
  return formatDay(dayOf({ year: Math.floor(at / 12), month: (at % 12) + 1, day: 1 }))
}

function mountBalanceCase(mount: Mount): void {
  mount(planningContract.balanceCase, async ({ body }) => {
    const faults = faultsOfCase(body)
    if (faults[0])
      throw refusal(400, {
        code: 'contradiction',
        message: faults[0].message,
        problems: faults,
        wayOut: 'Name every territory once in territories, and each account once with one of them.',
      })
    const accounts = body.accounts.flatMap((each) =>
      each.territory === null ? [] : [{ ...each, territory: each.territory }],
    )
    const { territories } = body
    return {
      unassigned: unserved(body.accounts),
      alternatives:
        accounts.length === 0 ? [] : body.moveLimits.map((limit) => balanceAnswer({ territories, accounts }, limit)),
    }
  })
}

function mountBalance(mount: Mount): void {
  mount(planningContract.balance, async ({ workspace: { db, clock }, scope, query }) => {
    const [{ currency }, found, missing] = await Promise.all([
      readCompany(db),
      accountPotentials(db, scope, clock()),
      withoutRate(db, scope, clock()),
    ])
    const served = ({ owner, territory }: AccountPotential) => (query.of === 'people' ? owner : territory)
    const names = new Map(found.flatMap((each) => served(each) ?? []).map(({ id, name }) => [id, name]))
    const nameOf = (id: string) => names.get(id) ?? id
    const placed = found.map((each) => ({
      ...{ id: each.id, name: each.name, potential: each.potential },
      territory: served(each)?.id ?? null,
    }))
    const accounts = placed.flatMap((each) =>
      each.territory === null ? [] : [{ ...each, territory: each.territory, fixed: false }],
    )
    const territories = [...new Set(accounts.map(({ territory }) => territory))].sort(
      (a, b) => nameOf(a).localeCompare(nameOf(b)) || (a < b ? -1 : 1),
    )
    const limits = [...new Set([Math.round((query.moveLimit / 3) * 1e6) / 1e6, query.moveLimit, 1])]
    return {
      currency,
      unassigned: unserved(placed),
      withoutRate: missing,
      alternatives:
        territories.length < 2 ? [] : limits.map((limit) => balanceAnswer({ territories, accounts, nameOf }, limit)),
    }
  })
}
