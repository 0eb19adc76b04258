import { digitsInFile, type Point } from '#platform/numbers/in-file.ts'

/** What values say about the decimal point of their column: a value that can only have a point, only a comma, or either. */
export type PointEvidence = { '.': string | undefined; ',': string | undefined; either: string | undefined }

/** Collects the evidence of one value. */
export function notePoint(evidence: PointEvidence, sample: string): void {
  if (evidence['.'] !== undefined && evidence[','] !== undefined) return
  if (!/[.,]/.test(sample)) return
  const text = digitsInFile(sample)
  if (text === undefined) return
  const sure = surePoint(text)
  if (sure) evidence[sure] ??= sample
  else if (/[.,]/.test(text)) evidence.either ??= sample
}

/** Which point a column uses, with the reason; `certain` is false where both fit, or where both occur. */
export function decimalPoint(samples: Iterable<string>): {
  point: Point
  certain: boolean
  reason: string
  mixed: boolean
} {
  const evidence: PointEvidence = { '.': undefined, ',': undefined, either: undefined }
  for (const sample of samples) notePoint(evidence, sample)
  return pointOf(evidence)
}

/** The decimal point that evidence speaks for. */
export function pointOf(evidence: PointEvidence): { point: Point; certain: boolean; reason: string; mixed: boolean } {
  const { '.': point, ',': comma, either } = evidence
  if (point !== undefined && comma !== undefined) {
    const reason = `"${point}" has a decimal point and "${comma}" a decimal comma`
    return { point: '.', certain: false, mixed: true, reason }
  }
  if (point !== undefined) return { point: '.', certain: true, mixed: false, reason: `"${point}" has a decimal point` }
  if (comma !== undefined) return { point: ',', certain: true, mixed: false, reason: `"${comma}" has a decimal comma` }
  if (either === undefined) return { point: '.', certain: true, mixed: false, reason: 'whole numbers only' }
  const reason = `"${either}" can be read with a decimal comma or a decimal point`
  return { point: '.', certain: false, mixed: false, reason }
}

function surePoint(text: string): Point | undefined {
  const [comma, point] = [text.lastIndexOf(','), text.lastIndexOf('.')]
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.'
  const at = Math.max(comma, point)
  if (at < 0) return undefined
  const mark = text[at] as Point
  const other: Point = mark === ',' ? '.' : ','
  if (text.indexOf(mark) !== at) return other
  const isGroup = text.length - at - 1 === 3 && at >= 1 && at <= 3 && !/^0/.test(text)
  return isGroup ? undefined : mark
}
