import { checks } from './checks/catalogue.ts'
import { type Bounds, type Check, weightOf } from './checks/check.ts'
import { pointsToGain, rate, scoreOf } from './checks/score.ts'
import type { Measured, Measures } from './measures/measured.ts'
import type { Assigned } from './measures/roles.ts'
import { nameOfRole, type RoleKey } from './roles/roles.ts'
import type { Scorecard, ScoredCheck } from './schema.ts'

export type Exemption = { checkKey: string; because: string; saidBy: string | null }

/** What people set about the checks. */
export type Settings = {
  bounds: ReadonlyMap<string, Bounds>
  exemptions: ReadonlyMap<string, Exemption>
  assigned: readonly Assigned[]
}

/** The scorecard of a day: each check with its score, and what it all comes to. */
export function scorecard(given: { asOf: string; measures: Measures; settings: Settings }): Scorecard {
  const { asOf, measures, settings } = given
  const scored = checks.map((check) => scoredCheck(check, measures[check.key]!, settings))
  return { asOf, ...rate(scored.filter(({ state }) => state !== 'not applicable')), checks: scored }
}

/** The score of a value; a bias counts by its distance from zero. */
export function scoreIn(check: Pick<Check, 'distance'>, value: number, bounds: Bounds): number {
  return scoreOf(check.distance ? Math.abs(value) : value, bounds)
}

function scoredCheck(check: Check, measured: Measured, settings: Settings): ScoredCheck {
  const { distance: _, ...told } = check
  const bounds = settings.bounds.get(check.key) ?? check.bounds
  const exemption = settings.exemptions.get(check.key)
  const weight = weightOf(check)
  const score = exemption || measured.value === null ? null : scoreIn(check, measured.value, bounds)
  return {
    ...told,
    weight,
    bounds,
    boundsChanged: settings.bounds.has(check.key),
    state: exemption ? 'not applicable' : score === null ? 'no evidence' : 'scored',
    value: measured.value,
    n: Math.round(measured.n),
    score,
    why: exemption?.because ?? measured.cannotTell,
    saidBy: exemption?.saidBy ?? null,
    pointsToGain: pointsToGain({ weight, critical: check.critical, score }),
    owner: ownerOf(check.key, settings.assigned),
    rows: measured.rows.length,
  }
}

/** The accountable role, where there is exactly one. */
function ownerOf(key: string, assigned: readonly Assigned[]): ScoredCheck['owner'] {
  const accountable = assigned.filter(({ checkKey, part }) => checkKey === key && part === 'accountable')
  if (accountable.length !== 1) return null
  const role = accountable[0]!.role as RoleKey
  return { role, name: nameOfRole(role) }
}
