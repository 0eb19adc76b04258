import { field, type Given, isFilled, names, type RecordNoun, type WrongRow } from './record.ts'

const known = { unknownKey: 'quarantine', unknownName: 'quarantine' } as const

/** What a change from one item or family to another takes on a resource. */
export const changeovers: RecordNoun = {
  path: 'changeovers',
  plural: 'changeovers',
  one: 'changeover',
  table: 'supply.changeover',
  words:
    'What a change from one item or family to another takes on a resource, beside the setup of the item. The row that names most holds; where nothing stands before, it holds after anything else.',
  identity: ['resource', 'from_item', 'from_family', 'to_item', 'to_family'],
  turn: 77,
  fileWords: /change.?over|set.?up.?matrix|sequence.?depend|ruestmatrix|rüstmatrix|umruest|umrüst|changement/i,
  wrong: wrongChangeover,
  fields: [
    names(
      'resource',
      'resource',
      'Resource',
      'The machine or line that is changed over.',
      'resource machine line workcenter workcentre maschine anlage arbeitsplatz',
      { weight: 2, required: true, traits: known },
    ),
    names(
      'fromItem',
      'item',
      'From item',
      'What it made before; any other where this and the family are empty.',
      'fromitem fromproduct fromsku previousitem vonartikel articleprécédent articleprecedent',
      {
        weight: 5,
        traits: known,
      },
    ),
    names(
      'fromFamily',
      'family',
      'From family',
      'The family of what it made before.',
      'fromfamily fromgroup fromproductfamily vonfamilie vongruppe famillede',
      {
        weight: 5,
        traits: known,
      },
    ),
    names(
      'toItem',
      'item',
      'To item',
      'What it makes next; this or the family.',
      'toitem toproduct tosku nextitem nachartikel articlesuivant',
      {
        weight: 5,
        traits: known,
      },
    ),
    names(
      'toFamily',
      'family',
      'To family',
      'The family of what it makes next.',
      'tofamily togroup toproductfamily nachfamilie nachgruppe famillevers',
      {
        weight: 5,
        traits: known,
      },
    ),
    field(
      'hours',
      'decimal',
      'Hours',
      'Hours of the resource that the change takes.',
      'hours changeoverhours changeovertime setuphours ruestzeit rüstzeit stunden heures',
      {
        weight: 2,
        least: 0,
      },
    ),
    field(
      'cost',
      'decimal',
      'Cost',
      'Money that the change costs.',
      'cost changeovercost setupcost ruestkosten rüstkosten kosten coût cout',
      {
        weight: 2,
        least: 0,
      },
    ),
  ],
}

/** A changeover leads to one item or family, from another one or from any. */
function wrongChangeover(given: Given): WrongRow | null {
  const has = (name: string) => isFilled(given(name))
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
