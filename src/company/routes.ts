import { daysBetween } from '@drumbeat/periods'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { fiscalPeriods } from './calendar.ts'
import { changeProfile } from './change-profile.tx.ts'
import { companyContract } from './contract.ts'
import { currencyRoutes } from './currencies/routes.ts'
import { holidaysRoutes } from './holidays/routes.ts'
import { itemRoutes } from './items/routes.ts'
import { leaveRoutes } from './leave/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { companyProfile, companyToday } from './profile.sql.ts'
import { siteRoutes } from './sites/routes.ts'
import { teamRoutes } from './teams/routes.ts'
import { territoryRoutes } from './territories/routes.ts'

/** The company: profile and calendar, people, teams, territories, sites, items, currencies. */
export function companyRoutes(mount: Mount): void {
  mount(companyContract.profile, async ({ workspace }) => companyProfile(workspace.db))
  mount(companyContract.changeProfile, async ({ work, body }) => changeProfile(work, body))
  mount(companyContract.today, async ({ workspace: { db, clock } }) => ({ today: await companyToday(db, clock()) }))
  mount(companyContract.calendar, async ({ workspace: { db, clock }, query }) => {
    refuseLongRange(query)
    const profile = await companyProfile(db)
    return {
      today: await companyToday(db, clock()),
      years: fiscalPeriods(profile, { ...query, grain: 'year' }),
      quarters: fiscalPeriods(profile, { ...query, grain: 'quarter' }),
      months: fiscalPeriods(profile, { ...query, grain: 'month' }),
      weeks: fiscalPeriods(profile, { ...query, grain: 'week' }),
    }
  })
  peopleRoutes(mount)
  teamRoutes(mount)
  territoryRoutes(mount)
  siteRoutes(mount)
  itemRoutes(mount)
  currencyRoutes(mount)
  holidaysRoutes(mount)
  leaveRoutes(mount)
}

const TEN_YEARS = 3_660

function refuseLongRange({ from, to }: { from: string; to: string }): void {
  const span = daysBetween({ from, to })
  if (span >= 0 && span <= TEN_YEARS) return
  throw refusal(400, {
    code: 'bad-range',
    message: span < 0 ? `The range ends on ${to}, before it starts on ${from}.` : `From ${from} to ${to} is too long.`,
    wayOut: 'Ask for at most ten years, the earlier day first.',
  })
}
