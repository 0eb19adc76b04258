import type { Effect, Promotion } from './schema.ts'

type Told = Pick<Promotion, 'state' | 'kind' | 'measured' | 'expected'> & {
  /** Whether any promotion of its kind was measured; null while nothing was looked at. */
  known: boolean | null
  isOfItem: boolean
}

const sisterWords = { up: 'the sisters', less: 'the sisters', nothing: 'we cannot tell whether the sisters lost' }

/** Says what a promotion did, or is expected to do. */
export function sentenceOf({ state, kind, measured, expected, known, isOfItem }: Told): string {
  if (state === 'over') {
    if (!measured) return 'It is being measured.'
    if (!measured.during) return measured.reason ?? 'It is measured when a week after it is over.'
    const told = [
      effectInWords(measured.during, {
        up: 'sold',
        less: 'sold',
        nothing: 'we cannot tell whether it sold more or less',
      }),
      ...(measured.after
        ? [
            effectInWords(measured.after, {
              up: 'in the two weeks after',
              less: 'in the two weeks after',
              nothing: 'nothing to be told of the two weeks after',
            }),
          ]
        : []),
      ...(measured.sisters
        ? [effectInWords(measured.sisters, sisterWords)]
        : isOfItem
          ? [lowered(measured.sistersReason ?? '')]
          : []),
    ]
    return `${told
      .filter((each) => each !== '')
      .map((each, i) => (i === 0 ? each[0]!.toUpperCase() + each.slice(1) : each))
      .join('; ')}`.replace(/\.?$/, '.')
  }
  if (expected) {
    const { factor, during, after, sisters } = expected
    const parts = [
      `${signed(during)} units`,
      ...(Math.round(after) === 0 ? [] : [`${signed(after)} in the two weeks after`]),
      ...(Math.round(sisters) === 0 ? [] : [`${signed(sisters)} of its sisters`]),
    ]
    return `Promotions of the kind "${kind}" sold ${percent(factor)} in their days: ${parts.join(', ')}.`
  }
  if (known === null) return 'It is being looked at.'
  return known
    ? `Promotions of the kind "${kind}" were not found to sell more or less for certain: the forecast stays as it is.`
    : `No past promotion of the kind "${kind}" has been measured: the forecast stays as it is.`
}

function effectInWords(effect: Effect, words: { up: string; less: string; nothing: string }): string {
  const range = `${percent(effect.factorLo)} to ${percent(effect.factorHi)}`
  if (!effect.tells) return `${words.nothing} (${range})`
  const units = `${signed(effect.units)} units, ${signed(effect.unitsLo)} to ${signed(effect.unitsHi)}`
  return `${effect.factor > 1 ? words.up : words.less} ${percent(effect.factor)} (${range}; ${units})`
}

function lowered(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1)
}

function percent(factor: number): string {
  const by = Math.round(100 * (factor - 1))
  return `${by < 0 ? '−' : '+'}${Math.abs(by)} %`
}

function signed(units: number): string {
  return `${units < 0 ? '−' : '+'}${Math.abs(Math.round(units))}`
}
