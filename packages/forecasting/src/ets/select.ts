import { type EtsEstimate, estimate } from './estimate.ts'
import type { EtsForm } from './form.ts'

/** Everything a form needs to be fitted. */
export type EtsData = Omit<Parameters<typeof estimate>[0], 'form'>

/** How far behind in AICc a form without trend may be for its trended relatives still to be tried. */
const slack = 7

/**
 * The best of the forms by AICc, in two rounds: first every pair of error and season without a trend, then trends for the
 * pairs that came close. A pair far behind without a trend hardly ever wins with one.
 */
export function select(data: EtsData, forms: readonly EtsForm[]): EtsEstimate | undefined {
  const flat = fitAll(
    data,
    forms.filter((form) => form.trend === 'N'),
  )
  const bar = Math.min(...flat.map((found) => found.aicc)) + slack
  const close = (form: EtsForm) =>
    flat.every((found) => found.aicc <= bar || found.form.error !== form.error || found.form.season !== form.season)
  const trended = fitAll(
    data,
    forms.filter((form) => form.trend !== 'N' && close(form)),
  )
  return [...flat, ...trended].reduce<EtsEstimate | undefined>(better, undefined)
}

function fitAll(data: EtsData, forms: readonly EtsForm[]): EtsEstimate[] {
  return forms.map((form) => estimate({ ...data, form })).filter((found) => found !== undefined)
}

function better(best: EtsEstimate | undefined, next: EtsEstimate): EtsEstimate {
  return best && best.aicc <= next.aicc ? best : next
}
