import { type EtsData, type EtsEstimate, estimateRoughly, refine } from './estimate.ts'
import type { EtsForm } from './form.ts'

/** How far behind in AICc a form without trend may be for its trended relatives still to be tried. */
const trendSlack = 3
/** How far behind the best rough estimate another may be, and still be refined. */
const refineSlack = 2
/** How far behind the best form without a season a rough seasonal one may be: refining gains it more. */
const seasonSlack = 15

/**
 * The best of the forms by AICc, in three rounds: rough estimates of every pair of error and season without a trend; trends
 * for the pairs that came close, since a pair far behind without a trend hardly ever wins with one; then the full
 * likelihood for those that could still win.
 */
export function select(data: EtsData, forms: readonly EtsForm[]): EtsEstimate | undefined {
  const found: EtsEstimate[] = []
  const take = (form: EtsForm) => {
    const estimate = estimateRoughly(form, data, relativeOf(form, found))
    if (estimate) found.push(estimate)
  }
  for (const form of forms) if (form.trend === 'N') take(form)
  const flat = found.slice()
  const bar = lowest(flat) + trendSlack
  const close = (form: EtsForm) =>
    flat.every(({ aicc, form: { error, season } }) => aicc <= bar || error !== form.error || season !== form.season)
  for (const form of forms) if (form.trend !== 'N' && close(form)) take(form)
  const plain = found.filter(({ form }) => form.season === 'N')
  const seasonal = found.filter(({ form }) => form.season !== 'N')
  const worth = Math.min(lowest(seasonal) + refineSlack, lowest(plain) + seasonSlack)
  const full = seasonal.filter(({ aicc }) => aicc <= worth).map((rough) => refine(rough, data))
  return [...plain, ...full].reduce<EtsEstimate | undefined>(better, undefined)
}

/** The nearest form found already: the same but for its error, else the same without a trend. */
function relativeOf({ error, trend, season }: EtsForm, found: readonly EtsEstimate[]): EtsEstimate | undefined {
  const alike = found.filter(({ form }) => form.season === season)
  return (
    alike.find(({ form }) => form.trend === trend) ??
    alike.find(({ form }) => form.trend === 'N' && form.error === error)
  )
}

function lowest(estimates: readonly EtsEstimate[]): number {
  return Math.min(...estimates.map(({ aicc }) => aicc))
}

function better(best: EtsEstimate | undefined, next: EtsEstimate): EtsEstimate {
  return best && best.aicc <= next.aicc ? best : next
}
