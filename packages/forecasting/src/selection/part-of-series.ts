import type { Finding } from '../treatment/finding.ts'
import type { AutoRequest } from './request.ts'

/** The request for some periods of the series alone, `at` in order; what refers to a period moves along. */
export function partOf<R extends AutoRequest>(request: R, at: readonly number[]): R {
  const { series, available, decided, treat } = request
  const place = new Map(at.map((t, i) => [t, i]))
  const moved = <T extends { readonly index: number }>(all: readonly T[]) =>
    all.flatMap((each) => (place.has(each.index) ? [{ ...each, index: place.get(each.index)! }] : []))
  return {
    ...{ ...request, series: Float64Array.from(at, (t) => Number(series[t])) },
    ...(available && { available: at.map((t) => available[t] ?? true) }),
    ...(decided && { decided: moved(decided) }),
    ...(treat && { treat: typeof treat === 'string' ? treat : moved(treat) }),
  }
}

/** Findings in a part of a series, told of the whole. */
export function inWhole(findings: readonly Finding[], at: readonly number[]): Finding[] {
  return findings.map((finding) => ({ ...finding, index: at[finding.index]! }))
}
