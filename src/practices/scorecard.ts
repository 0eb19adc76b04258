import { checks } from './checks/catalogue.ts'
import { type Bounds, type Check, type Second, weightOf } from './checks/check.ts'
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

/** Under which name bounds that people set are found. */
export function boundsKey({ checkKey, ofSecond }: { checkKey: string; ofSecond: boolean }): string {
  return ofSecond ? `${checkKey} second` : checkKey
}

/** The scorecard of a day: each check with its score, and what it all comes to. */
export function scorecard(given: { asOf: string; measures: Measures; settings: Settings }): Scorecard {
  const { asOf, measures, settings } = given
  const scored = checks.map((check) => scoredCheck(check, measures[check.key]!, settings))
  return { asOf, ...rate(scored.filter(({ state }) => state !== 'not applicable')), checks: scored }
}

/** The score of what a check was measured as; of two things that it asks for, the lower one. */
export function scoreIn(check: Check, measured: Measured, settings: Pick<Settings, 'bounds'>): number | null {
  const first = ownScore(check, measured, settings)
  const second = check.second && measured.second ? secondScore(check, measured, settings).score : null
  return first === null || second === null ? first : Math.min(first, second)
}

/** The score of the first thing alone; a bias counts by its distance from zero. */
function ownScore(check: Check, { value }: Measured, settings: Pick<Settings, 'bounds'>): number | null {
  if (value === null) return null
  return scoreOf(check.distance ? Math.abs(value) : value, settings.bounds.get(check.key) ?? check.bounds)
}

function secondScore(
  { key, second }: Pick<Check, 'key' | 'second'>,
  measured: Measured,
  { bounds }: Pick<Settings, 'bounds'>,
): NonNullable<ScoredCheck['second']> {
  const { name, formula, unit, bounds: usual }: Second = second!
  const { value, n, cannotTell } = measured.second ?? { value: null, n: 0, cannotTell: null }
  const own = bounds.get(boundsKey({ checkKey: key, ofSecond: true }))
  const held = own ?? usual
  const score = value === null ? null : scoreOf(value, held)
  return { name, formula, unit, bounds: held, boundsChanged: own !== undefined, value, n, score, why: cannotTell }
}

/** A check with its score and what people set about it. */
export function scoredCheck(check: Check, measured: Measured, settings: Settings): ScoredCheck {
  const { distance: _, upTo, second: __, ...told } = check
  const exemption = settings.exemptions.get(check.key)
  const weight = weightOf(check)
  const score = exemption ? null : scoreIn(check, measured, settings)
  return {
    ...told,
    weight,
    bounds: settings.bounds.get(check.key) ?? check.bounds,
    boundsChanged: settings.bounds.has(check.key),
    state: exemption ? 'not applicable' : score === null ? 'no evidence' : 'scored',
    value: measured.value,
    n: Math.round(measured.n),
    score,
    second: check.second ? secondScore(check, measured, settings) : null,
    remark: upTo && measured.value !== null && measured.value > upTo.value ? upTo.says : null,
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
