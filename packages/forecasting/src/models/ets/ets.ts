import { type Declined, declined, type FitOptions, type Model, type Values } from '../../contract.ts'
import { meanSize } from '../../numerics/scale.ts'
import { Refusal } from '../../refusal.ts'
import { interpolate } from '../../treatment/missing.ts'
import { type Validated, validate } from '../../validation.ts'
import type { EtsData, EtsEstimate } from './estimate.ts'
import { type FittedEts, fittedEts } from './fitted.ts'
import { admissibleForms, type EtsForm, isAdditive, isDamped, isStable, parseForm } from './form.ts'
import type { Region } from './layout.ts'
import { FitMemory } from './memory.ts'
import { select } from './select.ts'

/** What to fit: a form such as `MAdM`, or (by default) the best of all admissible forms by AICc. */
export interface EtsChoice {
  readonly form?: string
  /** Try multiplicative trends as well when selecting. */
  readonly multiplicativeTrend?: boolean
  /** Select among forms with a damped trend only: cautious at long horizons, and a good partner in a combination. */
  readonly damped?: boolean
  /** `usual` lets smoothing parameters lie anywhere in the usual region when selecting, as R does; `cautious` is the default. */
  readonly region?: 'cautious' | 'usual'
}

/** The model as `ets` returns it: its fits know their form, likelihood and parts. */
export interface EtsModel extends Model {
  fit(series: Values, options?: FitOptions): FittedEts | Declined
}

/** Exponential smoothing in state-space form, with the form chosen by corrected Akaike criterion. */
export function ets(choice: EtsChoice = {}): EtsModel {
  return {
    name: choice.form ? `ETS ${choice.form}` : choice.damped ? 'damped ETS' : 'ETS',
    fit(series, options) {
      const valid = validate(series, options)
      if (valid.kind === 'declined') return valid
      const forms = candidates(valid, choice)
      if (!Array.isArray(forms)) return forms
      return fitBest(valid, forms, choice.form || choice.region === 'usual' ? undefined : cautious)
    },
  }
}

/**
 * Where smoothing parameters may lie when a form is chosen; a form that is named has the usual region. Trends that turn
 * faster, and levels that hardly move, fit a history better and forecast it worse: the OWA on M3 falls from 0.881 to 0.833.
 */
const cautious: Region = { leastAlpha: 0.08, mostBeta: 0.05 }

function candidates(valid: Validated, choice: EtsChoice): EtsForm[] | Declined {
  const { y, observed, seasonLength: m } = valid
  const seasonal = m > 1 && y.length >= 2 * m + 1
  const positive = !y.some((value) => value <= 0)
  if (choice.form === undefined) {
    if (observed < 5) return declined(`ETS needs at least 5 values; got ${observed}. Use the naive or mean model.`)
    const multiplicativeTrend = choice.multiplicativeTrend ?? false
    const plain = admissibleForms({ seasonal: false, positive, multiplicativeTrend })
    const all = seasonal ? plain.concat(admissibleForms({ seasonal: true, positive, multiplicativeTrend })) : plain
    return choice.damped ? all.filter(isDamped) : all
  }
  const form = parseForm(choice.form)
  if (!form) throw refused(choice.form, 'is unknown. Use letters such as ANN, AAdA or MAM.')
  if (!isStable(form)) throw refused(choice.form, 'has unbounded forecast variance. Use M errors with it.')
  if (form.season !== 'N' && !seasonal) {
    return declined(
      `Form ${choice.form} with season length ${m} needs at least ${2 * m + 1} values and a season; got ${y.length}.`,
    )
  }
  if (!isAdditive(form) && !positive) {
    return declined(
      `Form ${choice.form} needs values above zero; got ${y.find((value) => value <= 0)}. Use an additive form.`,
    )
  }
  return [form]
}

function refused(form: string, why: string): Refusal {
  return new Refusal({ code: 'form', value: form, message: `Form ${form} ${why}` })
}

function fitBest(valid: Validated, forms: EtsForm[], region?: Region): FittedEts | Declined {
  const best = select(dataOf(valid, region), forms)
  return best ? fittedFrom(valid, best, region) : nothing(valid)
}

function dataOf(valid: Validated, region?: Region): EtsData {
  const { observed, seasonLength } = valid
  const scale = meanSize(valid.y)
  const y = valid.y.map((value) => value / scale)
  return { y, filled: interpolate(y), seasonLength, observed, starts: {}, region, memory: new FitMemory() }
}

function fittedFrom(valid: Validated, best: EtsEstimate, region?: Region): FittedEts {
  return fittedEts({ best, scale: meanSize(valid.y), valid, region })
}

function nothing({ observed }: Validated): Declined {
  return declined(`No ETS form could be fitted to ${observed} values. Use the naive or mean model.`)
}
