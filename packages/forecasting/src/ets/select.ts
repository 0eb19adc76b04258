import { type EtsData, type EtsEstimate, estimateRoughly, refine } from './estimate.ts'
import type { EtsForm } from './form.ts'

/** How far behind in AICc a form without trend may be for its trended relatives still to be tried. */
const trendSlack = 7
/** How far behind the best rough estimate another may be, and still be refined. */
const refineSlack = 6
/** How far behind the best form without a season a rough seasonal one may be: refining gains it more. */
const seasonSlack = 25

/**
 * The best of the forms by AICc, in three rounds: rough estimates of every pair of error and season without a trend; trends
 * for the pairs that came close, since a pair far behind without a trend hardly ever wins with one; then the full
 * likelihood for those that could still win.
 */
export function select(data: EtsData, forms: readonly EtsForm[]): EtsEstimate | undefined {
  const flat = roughly(
    data,
    forms.filter((form) => form.trend === 'N'),
  )
  const bar = lowest(flat) + trendSlack
  const close = (form: EtsForm) =>
    flat.every(({ aicc, form: { error, season } }) => aicc <= bar || error !== form.error || season !== form.season)
  const rough = [
    ...flat,
    ...roughly(
      data,
      forms.filter((form) => form.trend !== 'N' && close(form)),
    ),
  ]
  const plain = rough.filter(({ form }) => form.season === 'N')
  const seasonal = rough.filter(({ form }) => form.season !== 'N')
  const worth = Math.min(lowest(seasonal) + refineSlack, lowest(plain) + seasonSlack)
  const full = seasonal.filter(({ aicc }) => aicc <= worth).map((found) => refine(found, data))
  return [...plain, ...full].reduce<EtsEstimate | undefined>(better, undefined)
}

function roughly(data: EtsData, forms: readonly EtsForm[]): EtsEstimate[] {
  return forms.map((form) => estimateRoughly(form, data)).filter((found) => found !== undefined)
}

function lowest(estimates: readonly EtsEstimate[]): number {
  return Math.min(...estimates.map(({ aicc }) => aicc))
}

function better(best: EtsEstimate | undefined, next: EtsEstimate): EtsEstimate {
  return best && best.aicc <= next.aicc ? best : next
}
