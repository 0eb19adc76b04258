import { checks } from '../checks/catalogue.ts'
import { callMeasures } from './calls.sql.ts'
import { cycleMeasures } from './cycles.sql.ts'
import { dealMeasures } from './deals.sql.ts'
import { deskMeasures } from './desk.sql.ts'
import { duplicateMeasures } from './duplicates.sql.ts'
import { enablementMeasures } from './enablement.sql.ts'
import { followUpMeasures } from './follow-up.sql.ts'
import { measuredOrKept } from './kept.sql.ts'
import { type Asking, cannotTell, type Measured, type Measures } from './measured.ts'
import { oneNumberMeasures } from './one-number.sql.ts'
import { payMeasures } from './pay.sql.ts'
import { planningMeasures } from './planning.sql.ts'
import { quotaMeasures } from './quotas.sql.ts'
import { careMeasures, recordMeasures } from './records.sql.ts'
import { roleMeasures } from './roles.sql.ts'
import { oneOnOneMeasures, surveyMeasures } from './team.sql.ts'

type Group = { keys: readonly string[]; measure: (asking: Asking) => Promise<Measures> }

/** Checks that are read from the same tables are measured together, and kept together. */
const groups: Record<string, Group> = {
  calls: { keys: ['forecast-submitted', 'forecast-accurate', 'forecast-unbiased'], measure: callMeasures },
  records: { keys: ['fields-filled', 'stage-discipline'], measure: recordMeasures },
  care: { keys: ['stale-accounts'], measure: careMeasures },
  duplicates: { keys: ['duplicates'], measure: duplicateMeasures },
  deals: { keys: ['stale-deals', 'overdue-close', 'not-back-loaded', 'coverage'], measure: dealMeasures },
  planning: { keys: ['beats-naive', 'territory-balance'], measure: planningMeasures },
  quotas: { keys: ['quotas-on-time', 'quota-realism'], measure: quotaMeasures },
  pay: { keys: ['payouts-right'], measure: payMeasures },
  desk: { keys: ['deal-desk'], measure: deskMeasures },
  cycles: {
    keys: ['cycle-complete', 'gates-on-calendar', 'cycle-attendance', 'decisions-done'],
    measure: cycleMeasures,
  },
  meetings: { keys: ['one-on-ones'], measure: oneOnOneMeasures },
  surveys: { keys: ['pulse-heard'], measure: surveyMeasures },
  enablement: { keys: ['ramp'], measure: enablementMeasures },
  'one number': { keys: ['one-number'], measure: oneNumberMeasures },
  'follow-up': { keys: ['reason-recorded', 'lead-follow-up'], measure: followUpMeasures },
  roles: { keys: ['role-clarity'], measure: roleMeasures },
}

/** Measures every check; what nothing is recorded for says so. */
export async function measureAll(asking: Asking): Promise<Measures> {
  const found = await Promise.all(Object.keys(groups).map((name) => measureGroup(name, asking)))
  const measured: Measures = Object.assign({}, ...found)
  return Object.fromEntries(checks.map(({ key }) => [key, measured[key] ?? unknown()]))
}

/** Measures one check, with those that are measured together with it. */
export async function measureOne(asking: Asking, key: string): Promise<Measured> {
  const [name] = Object.entries(groups).find(([, { keys }]) => keys.includes(key)) ?? []
  return (name && (await measureGroup(name, asking))[key]) || unknown()
}

function measureGroup(name: string, asking: Asking): Promise<Measures> {
  return measuredOrKept(name, asking, groups[name]!.measure)
}

function unknown(): Measured {
  return cannotTell('Nothing is recorded for this check yet.')
}
