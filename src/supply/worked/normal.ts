import { normalCdf } from '@drumbeat/forecasting'

/** Expected units above z of a standard normal demand: density(z) - z x chance of more than z. */
export function normalLoss(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  return density - z * normalCdf(-z)
}
