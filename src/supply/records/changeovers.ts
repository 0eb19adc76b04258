import { field, names, type RecordNoun } from './record.ts'

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
