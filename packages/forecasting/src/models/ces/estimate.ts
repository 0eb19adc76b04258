import { estimateJoint } from './estimate-joint.ts'
import { estimatePairs } from './estimate-pairs.ts'
import { type CesData, type CesEstimate, type CesForm, parameterCount } from './form.ts'

/** Least squares for one form; undefined where there are too few values. */
export function estimateCes(form: CesForm, data: CesData): CesEstimate | undefined {
  if (data.observed < parameterCount(form, data.seasonLength) + 2) return undefined
  return form === 'partial' || form === 'full' ? estimateJoint(form, data) : estimatePairs(form, data)
}
