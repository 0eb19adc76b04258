/** What a caller asked for wrongly. */
export type RefusalCode = 'column' | 'rows' | 'target' | 'time' | 'option' | 'model' | 'duration' | 'deal' | 'call'

/** Thrown when a request cannot be served because it is wrong in itself: says what was given and the way out. */
export class Refusal extends RangeError {
  readonly code: RefusalCode
  readonly value: unknown

  constructor(given: { code: RefusalCode; value: unknown; message: string }) {
    super(given.message)
    this.name = 'Refusal'
    this.code = given.code
    this.value = given.value
  }
}
