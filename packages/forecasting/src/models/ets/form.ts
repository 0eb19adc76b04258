/** How the error enters: `A` added, `M` multiplied. */
export type ErrorKind = 'A' | 'M'
/** The trend: none, additive, additive damped, multiplicative, multiplicative damped. */
export type TrendKind = 'N' | 'A' | 'Ad' | 'M' | 'Md'
/** The season: none, additive, multiplicative. */
export type SeasonKind = 'N' | 'A' | 'M'

/** One exponential-smoothing model of the taxonomy of Hyndman, Koehler, Ord & Snyder (2008). */
export interface EtsForm {
  readonly error: ErrorKind
  readonly trend: TrendKind
  readonly season: SeasonKind
}

/** The usual name of a form, such as `ETS(M,Ad,M)`. */
export function formName(form: EtsForm): string {
  return `ETS(${form.error},${form.trend},${form.season})`
}

/** Reads a form from letters such as `MAdM` or `ANN`; undefined when the letters name none. */
export function parseForm(letters: string): EtsForm | undefined {
  const match = /^([AM])(N|Ad|A|Md|M)([NAM])$/.exec(letters)
  if (!match) return undefined
  return { error: match[1] as ErrorKind, trend: match[2] as TrendKind, season: match[3] as SeasonKind }
}

/**
 * The forms worth trying: additive errors with a multiplicative part and ETS(M,M|Md,A) are left out as unstable
 * (Hyndman et al. 2008, section 4.4); multiplicative trends only on request; anything multiplicative only for positive data.
 */
export function admissibleForms(given: {
  seasonal: boolean
  positive: boolean
  multiplicativeTrend: boolean
}): EtsForm[] {
  const trends: TrendKind[] = given.multiplicativeTrend ? ['N', 'A', 'Ad', 'M', 'Md'] : ['N', 'A', 'Ad']
  const forms: EtsForm[] = []
  for (const season of given.seasonal ? (['A', 'M'] as const) : (['N'] as const)) {
    for (const trend of trends) {
      for (const error of ['A', 'M'] as const) {
        const form = { error, trend, season }
        if (isStable(form) && (given.positive || isAdditive(form))) forms.push(form)
      }
    }
  }
  return forms
}

/** True when no part of the form multiplies. */
export function isAdditive(form: EtsForm): boolean {
  return form.error === 'A' && !form.trend.startsWith('M') && form.season !== 'M'
}

/** True when the forecast variance of the form is finite in practice. */
export function isStable(form: EtsForm): boolean {
  const multiplied = form.trend.startsWith('M')
  if (form.error === 'A') return !multiplied && form.season !== 'M'
  return !(multiplied && form.season === 'A')
}

/** True when the trend is damped. */
export function isDamped(form: EtsForm): boolean {
  return form.trend === 'Ad' || form.trend === 'Md'
}

/** How many numbers a fit of the form estimates, error variance included; a season of m has m - 1 free indices. */
export function parameterCount(form: EtsForm, m: number): number {
  const trend = form.trend === 'N' ? 0 : isDamped(form) ? 3 : 2
  return 2 + trend + (form.season === 'N' ? 0 : m) + 1
}
