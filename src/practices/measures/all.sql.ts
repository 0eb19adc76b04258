import { checks } from '../checks/catalogue.ts'
import { callMeasures } from './calls.sql.ts'
import { cycleMeasures } from './cycles.sql.ts'
import { dealMeasures } from './deals.sql.ts'
import { enablementMeasures } from './enablement.sql.ts'
import { followUpMeasures } from './follow-up.sql.ts'
import { measuredOrKept } from './kept.sql.ts'
import { type Asking, cannotTell, type Measures } from './measured.ts'
import { oneNumberMeasures } from './one-number.sql.ts'
import { planningMeasures } from './planning.sql.ts'
import { recordMeasures } from './records.sql.ts'
import { type Assigned, roleClarity } from './roles.ts'
import { oneOnOneMeasures, surveyMeasures } from './team.sql.ts'

/** Checks that are read from the same tables are measured together, and kept together. */
const groups: Record<string, (asking: Asking) => Promise<Measures>> = {
  calls: callMeasures,
  records: recordMeasures,
  deals: dealMeasures,
  planning: planningMeasures,
  cycles: cycleMeasures,
  meetings: oneOnOneMeasures,
  surveys: surveyMeasures,
  enablement: enablementMeasures,
  'one number': oneNumberMeasures,
  'follow-up': followUpMeasures,
}

/** Measures every check; what nothing is recorded for says so. */
export async function measureAll(asking: Asking, assigned: readonly Assigned[]): Promise<Measures> {
  const found = await Promise.all(
    Object.entries(groups).map(([name, measure]) => measuredOrKept(name, asking, measure)),
  )
  const measured: Measures = Object.assign({}, ...found, { 'role-clarity': roleClarity(assigned) })
  return Object.fromEntries(
    checks.map(({ key }) => [key, measured[key] ?? cannotTell('Nothing is recorded for this check yet.')]),
  )
}
