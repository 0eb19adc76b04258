import { refusal } from '#platform/http/refusal.ts'
import { keptName } from '#platform/importing/field.ts'
import { type ChosenField, NEXT_STEP } from '../schema.ts'
import type { Found, Opened } from '../source.ts'

type Named = Pick<ChosenField, 'noun' | 'name'>

/** Fields as they are chosen: known ones keep their label, new ones have that of the other system, made unlike all others. */
export function chosenFields(
  wanted: readonly Named[],
  {
    before,
    own,
  }: {
    before: readonly ChosenField[]
    own: Pick<NonNullable<Opened['own']>, 'headers'> & { offered: readonly ChosenField[] }
  },
): ChosenField[] {
  const chosen = before.filter((field) => wanted.some((each) => isSame(each, field)))
  for (const each of wanted) {
    if (chosen.some((field) => isSame(each, field))) continue
    const there = own.offered.find((field) => isSame(each, field))
    if (!there)
      throw refusal(422, {
        code: 'no-such-field',
        message: `There is no field ${each.name} of ${each.noun} there that could be read, or it is hidden from the user of this connection.`,
        wayOut: 'Choose from the fields that are listed.',
      })
    const others = chosen.filter(({ noun }) => noun === each.noun).map(({ label }) => label)
    const taken = new Set([...own.headers[each.noun], NEXT_STEP, ...others].map((header) => header.toLowerCase()))
    chosen.push({ noun: each.noun, name: each.name, label: labelBeside(taken, there) })
  }
  return chosen
}

/** Objects whose rows are all read anew, since they were read without a field that is read now. */
export function objectsAnew({ own, readers }: Opened, readWith: readonly ChosenField[]): Set<string> {
  const fresh = (own?.read ?? []).filter(
    (field) => !readWith.some((each) => isSame(each, field) && each.label === field.label),
  )
  const isWith = ({ kind, columns }: Opened['readers'][number]) =>
    fresh.some(
      ({ noun, label }) => noun === kind || (noun === 'deals' && kind === 'deal history' && columns.includes(label)),
    )
  return new Set(readers.filter(isWith).map(({ object }) => object))
}

/** What of the chosen fields is not there any more, or is called otherwise: old values stay, the label too. */
export function chosenFound(
  { system, object }: { system: string; object: string },
  chosen: readonly ChosenField[],
  there: readonly Labelled[],
): Found[] {
  return chosen.flatMap(({ name, label }) => {
    const field = there.find((each) => each.name === name)
    if (!field)
      return {
        kind: 'missing field',
        about: `${object}.${name}`,
        says: `${system} has no field ${name} ("${label}") of ${object} any more, or hides it from the user of this connection; what is here of it stays. Let that user see it, or take it out of Fields that are read.`,
      }
    if (label === plainLabel(field) || label === longLabel(field)) return []
    return {
      kind: 'field renamed',
      about: `${object}.${name}`,
      says: `The field "${label}" (${name}) of ${object} is called "${field.label}" in ${system} now. Here it stays "${label}"; take it out of Fields that are read and choose it again to have the new name.`,
    }
  })
}

function isSame(one: Named, other: Named): boolean {
  return one.noun === other.noun && one.name === other.name
}

/** A label that is taken, or a bare number, has the name of the field behind it. */
function labelBeside(taken: ReadonlySet<string>, field: Labelled): string {
  const plain = plainLabel(field)
  return taken.has(plain.toLowerCase()) || /^\d+$/.test(plain) ? longLabel(field) : plain
}

type Labelled = { name: string; label: string }

function plainLabel({ label, name }: Labelled): string {
  return keptName(label) || keptName(name)
}

function longLabel(field: Labelled): string {
  return keptName(`${plainLabel(field).slice(0, 40)} ${field.name}`)
}
