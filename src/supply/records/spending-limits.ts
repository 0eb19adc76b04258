import { field, type Given, isFilled, names, type RecordNoun, type WrongRow } from './record.ts'

const known = { unknownKey: 'quarantine', unknownName: 'quarantine' } as const

/** What a limit of spending may hold for. */
export const spendingLines = ['purchases', 'overtime', 'stock', 'freight', 'making', 'everything'] as const

/** Most money that a plan may spend, or have in stock. */
export const spendingLimits: RecordNoun = {
  path: 'spending-limits',
  plural: 'spending limits',
  one: 'spending limit',
  table: 'supply.spending_limit',
  words:
    'Budgets that a plan keeps: the most money for purchases, overtime, freight, making or everything in a span of months, or in stock at the end of each of them; all together, or of a supplier, family or site.',
  identity: ['line', 'starts_on', 'ends_on'],
  identityWhereFilled: ['supplier', 'family', 'site'],
  day: 'startsOn',
  turn: 78,
  fileWords: /spending.?limit|budget|ausgabengrenze|plafond/i,
  wrong: wrongSpending,
  fields: [
    field(
      'line',
      'text',
      'What',
      'What it limits. Purchases count in the month of the order; stock at standard cost at the end of each month.',
      'what line spendingline budgetline kostenart wofuer wofür poste',
      { weight: 3, required: true, choices: spendingLines },
    ),
    field(
      'startsOn',
      'day',
      'From',
      'First day; months of which half or more lies in the span count.',
      'startdate startson from von start de',
      {
        weight: 1,
        required: true,
      },
    ),
    field('endsOn', 'day', 'Until', 'Last day.', 'enddate endson to until bis end à', { weight: 1, required: true }),
    field(
      'amount',
      'decimal',
      'Most money',
      'Money in company currency.',
      'amount limit mostmoney budget spendinglimit maximum betrag grenze montant',
      {
        weight: 3,
        required: true,
        least: 0,
      },
    ),
    names(
      'supplier',
      'supplier',
      'Supplier',
      'Only purchases from this supplier; all where left out.',
      'supplier vendor lieferant fournisseur',
      {
        weight: 1,
        traits: known,
      },
    ),
    names(
      'family',
      'family',
      'Family',
      'Only items of this family; all where left out.',
      'family itemfamily productfamily familie warengruppe famille',
      {
        weight: 1,
        traits: known,
      },
    ),
    names(
      'site',
      'site',
      'Site',
      'Only this site, where a plan holds sites apart; all where left out.',
      'site plant warehouse werk lager',
      {
        weight: 1,
        traits: known,
      },
    ),
    field('note', 'text', 'Note', 'Why.', 'note reason comment bemerkung', { weight: 1 }),
  ],
}

/** A limit of spending speaks of what its line can have. */
function wrongSpending(given: Given): WrongRow | null {
  const has = (name: string) => isFilled(given(name))
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
