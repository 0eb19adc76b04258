import { wrongRecipe } from '../recipes/wrong-recipe.ts'
import type { RecordField, RecordNoun } from './record.ts'

type Value = string | number | boolean | null | undefined

/** Why a row makes no sense for itself: the field it is about, and the way out. */
export type WrongRow = { code: string; kind: string; field: string; says: string; wayOut: string }

/** What is wrong with a row of records for itself; null where nothing is. */
export function wrongRow(noun: RecordNoun, cellOf: (field: RecordField) => Value): WrongRow | null {
  const byName = new Map(noun.fields.map((field) => [field.name, cellOf(field)]))
  const given = (name: string) => byName.get(name)
  for (const field of noun.fields) {
    const wrong = outOfBounds(field, cellOf(field))
    if (wrong) return wrong
  }
  return (
    crossed(given) ??
    (noun.path === 'changeovers' ? wrongChangeover(given) : null) ??
    (noun.path === 'spending-limits' ? wrongSpending(given) : null) ??
    wrongRecipe(noun.path, {
      made: given('assembly') ?? given('item'),
      other: given('component') ?? given('byProduct'),
      insteadOf: given('insteadOf'),
      quantity: given('quantity'),
    })
  )
}

function outOfBounds({ name, label, type, least, most, choices }: RecordField, value: Value): WrongRow | null {
  if (value === null || value === undefined || value === '') return null
  if (choices && !choices.includes(String(value)))
    return {
      ...{ code: 'unknown-word', kind: 'unknown word', field: name },
      ...{ says: `${label} cannot be "${value}"`, wayOut: `Choose one of ${choices.join(', ')}.` },
    }
  const shown = type === 'share' ? `${Number((Number(value) * 100).toFixed(6))} %` : String(value)
  const bound = (limit: number) => (type === 'share' ? `${limit * 100} %` : String(limit))
  if (least !== undefined && Number(value) < least)
    return {
      ...{ code: 'too-little', kind: 'too little', field: name },
      says: `${label} of ${shown} is below ${least === 0 ? 'zero' : bound(least)}`,
      wayOut: `Give ${bound(least)} or more, or leave it empty.`,
    }
  if (most !== undefined && Number(value) > most)
    return {
      ...{ code: 'too-much', kind: 'too much', field: name },
      says: `${label} of ${shown} is above ${bound(most)}`,
      wayOut: `Give ${bound(most)} or less, or leave it empty.`,
    }
  return null
}

/** A least part that is more than the most part. */
function crossed(given: (name: string) => Value): WrongRow | null {
  const [least, most] = [given('leastShare') ?? null, given('mostShare') ?? null]
  if (least === null || most === null || Number(least) <= Number(most)) return null
  const percent = (share: Value) => `${Number((Number(share) * 100).toFixed(6))} %`
  return {
    ...{ code: 'least-above-most', kind: 'least above most', field: 'leastShare' },
    says: `A least share of ${percent(least)} is more than the most share of ${percent(most)}`,
    wayOut: 'Lower the least share or raise the most share.',
  }
}

/** A changeover leads to one item or family, from another one or from any. */
function wrongChangeover(given: (name: string) => Value): WrongRow | null {
  const has = (name: string) => (given(name) ?? '') !== ''
  const wrong = (field: string, says: string, wayOut: string) => ({
    ...{ code: 'unclear-changeover', kind: 'unclear changeover', field },
    ...{ says, wayOut },
  })
  if (!has('toItem') && !has('toFamily'))
    return wrong('toItem', 'It is not said what the change leads to', 'Name the item or the family that is made next.')
  if (has('toItem') && has('toFamily'))
    return wrong('toFamily', 'The change leads to an item and to a family', 'Leave one of the two empty.')
  if (has('fromItem') && has('fromFamily'))
    return wrong('fromFamily', 'The change comes from an item and from a family', 'Leave one of the two empty.')
  if (has('fromItem') && given('fromItem') === given('toItem'))
    return wrong('toItem', 'The change leads from an item to itself', 'Name two items.')
  if (!has('hours') && !has('cost'))
    return wrong('hours', 'The change states neither hours nor money', 'Give the hours or the cost; 0 for none.')
  return null
}

/** A limit of spending speaks of what its line can have. */
function wrongSpending(given: (name: string) => Value): WrongRow | null {
  const has = (name: string) => (given(name) ?? '') !== ''
  const wrong = (field: string, says: string, wayOut: string) => ({
    ...{ code: 'unclear-limit', kind: 'unclear limit', field },
    ...{ says, wayOut },
  })
  const line = given('line')
  if (has('supplier') && line !== 'purchases')
    return wrong('supplier', `Only purchases have a supplier, not ${line}`, 'Leave the supplier empty.')
  if (has('family') && (line === 'overtime' || line === 'everything'))
    return wrong('family', `What ${line} costs belongs to no family`, 'Leave the family empty.')
  return null
}
