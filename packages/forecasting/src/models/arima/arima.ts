import { type Declined, declined, type FitOptions, type Model, type Values } from '../../contract.ts'
import { meanSize } from '../../numerics/scale.ts'
import { interpolate } from '../../treatment/missing.ts'
import { type Validated, validate } from '../../validation.ts'
import { estimateArima } from './estimate.ts'
import { type FittedArima, fittedArima } from './fitted.ts'
import type { ArimaOrder } from './order.ts'
import { selectOrder } from './select.ts'

/** The model as `arima` returns it: its fits know their order and likelihood. */
export interface ArimaModel extends Model {
  fit(series: Values, options?: FitOptions): FittedArima | Declined
}

/** More missing values than this share are bridged on straight lines; fewer are estimated with the model. */
const estimable = 0.1

/** Seasonal ARIMA by exact likelihood; the order is chosen by AICc unless one is given (its unnamed parts are 0). */
export function arima({ order }: { order?: Partial<ArimaOrder> } = {}): ArimaModel {
  return {
    name: 'ARIMA',
    fit(series, options) {
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : fitArima(valid, order)
    },
  }
}

function fitArima(valid: Validated, order: Partial<ArimaOrder> | undefined): FittedArima | Declined {
  const { observed, seasonLength: m } = valid
  if (observed < 6) return declined(`ARIMA needs at least 6 values; got ${observed}. Use the naive or mean model.`)
  const scale = meanSize(valid.y)
  const filled = interpolate(valid.y).map((value) => value / scale)
  const gaps = Array.from(valid.y.keys()).filter((t) => Number.isNaN(valid.y[t]!))
  const missing = gaps.length <= estimable * valid.y.length ? gaps : []
  const data = { y: filled, missing, seasonLength: m }
  const found = order ? estimateArima({ ...nothing, ...order }, { ...data, searches: 5 }) : selectOrder(data)
  if (!found) return declined(`No ARIMA model could be fitted to ${observed} values. Use ETS or the mean model.`)
  const values = filled.slice()
  const { p, q, P, Q, constant } = found.order
  for (const [i, t] of missing.entries()) values[t] = found.point[p + q + P + Q + (constant ? 1 : 0) + i]!
  return fittedArima({ found, values, seasonLength: m, scale, nonNegative: valid.nonNegative, observed })
}

const nothing: ArimaOrder = { p: 0, d: 0, q: 0, P: 0, D: 0, Q: 0, constant: false }
