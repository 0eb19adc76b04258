import type { Expression } from './lot-items.ts'

/** A row that every plan obeys and a fraction of a plan may not: values'x >= least. */
export interface Cut {
  readonly indices: readonly number[]
  readonly values: readonly number[]
  readonly least: number
  /** By how much the point it was found for breaks it, in units of the length of its coefficients. */
  readonly violation: number
}

/** Gathers the terms of one row; terms of the same column are summed up. */
export interface RowDraft {
  readonly add: (column: number, value: number) => void
  readonly addExpression: (expression: Expression, times: number) => void
  readonly addConstant: (value: number) => void
  /** terms'x + constant >= least as a cut, if the point breaks it by more than a trifle; the draft is empty again. */
  readonly finish: (least: number, point: Float64Array) => Cut | undefined
}

const trifle = 1e-3

/** A draft over so many columns, to be used for one row after the other. */
export function rowDraft(columns: number): RowDraft {
  const dense = new Float64Array(columns)
  const touched = new Uint8Array(columns)
  let terms: number[] = []
  let constant = 0
  const add = (column: number, value: number): void => {
    if (touched[column] === 0) {
      touched[column] = 1
      terms.push(column)
    }
    dense[column]! += value
  }
  return {
    add,
    addExpression(expression, times) {
      constant += times * expression.constant
      for (let k = 0; k < expression.indices.length; k++) add(expression.indices[k]!, times * expression.values[k]!)
    },
    addConstant(value) {
      constant += value
    },
    finish(least, point) {
      const indices: number[] = []
      const values: number[] = []
      let reached = constant - least
      let square = 0
      let largest = 0
      for (const column of terms) {
        const value = dense[column]!
        dense[column] = 0
        touched[column] = 0
        if (Math.abs(value) < 1e-9) continue
        indices.push(column)
        values.push(value)
        reached += value * point[column]!
        square += value * value
        largest = Math.max(largest, Math.abs(value))
      }
      const cut = { indices, values, least: least - constant, violation: -reached / Math.sqrt(square || 1) }
      terms = []
      constant = 0
      return cut.violation > trifle && largest < 1e7 ? cut : undefined
    },
  }
}

/** Value of an expression at a point. */
export function expressionValue({ constant, indices, values }: Expression, point: Float64Array): number {
  let total = constant
  for (let k = 0; k < indices.length; k++) total += values[k]! * point[indices[k]!]!
  return total
}
