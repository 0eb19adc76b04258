import { day, instant, kept, key, money, reference, share, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { minor, needs, type RowRule, type RuleInput } from '#platform/importing/rule.ts'
import { stageOf } from './file-stage.ts'
import { guessStages, looksLikeStages } from './stage-guess.ts'

/** How a file tells the stage history of deals that are known already. */
export const dealHistoryFile: Omit<FileKind, 'loads'> = {
  name: 'deal history',
  turn: 80,
  fields: [
    key('deal', 'Deal id', 4, 'opportunityid dealid opportunity deal'),
    text('stage', 'Stage', 3, 'stagename stage tostage newstage dealstage', { byContent: looksLikeStages }),
    instant(
      'changed_at',
      'Changed at',
      3,
      'createddate changedat changedate lastmodified timestamp date systemmodstamp',
    ),
    money('amount', 'Amount', 2, 'amount newamount'),
    text('currency', 'Currency', 0, 'currency currencyisocode dealcurrencycode waehrung währung'),
    day('expected_close', 'Expected close', 2, 'closedate newclosedate expectedclose'),
    share('probability', 'Probability', 1, 'probability probability%'),
    text('category', 'Forecast category', 1, 'forecastcategory forecastcategoryname'),
    reference('owner', 'Owner', 'person', 1, 'owner ownerid dealowner opportunityowner hubspotownerid'),
    kept('kept', 'Kept under its header'),
    text('previous', 'Value before (not used)', 3, 'prevamount prevclosedate fromstage oldstage previousstage'),
  ],
  required: [['deal'], ['stage'], ['changed_at']],
  fileWords: /history/i,
  rule: historyRule(),
  stages: { field: 'stage', guess: (words) => guessStages(words) },
  permission: 'crm:edit',
  sees: 'deals',
  event: 'crm.deals.imported',
  door: { label: 'See the deals', to: '/crm/deals', permission: 'crm:read' },
  rowsAre: 'changes of deals',
}

function historyRule(): RowRule {
  const filled = needs('deal', 'changed_at')
  return (row, input) => {
    filled(row, input)
    stageOf(row, input.mapping)
    minor(row, 'amount', knownCurrency(row.cells.currency, input), input)
  }
}

/** The amount is in the currency of its deal; a row that names one says how many digits it has. */
function knownCurrency(written: string | null | undefined, { currency, minorDigits }: RuleInput): string {
  const code = written?.toUpperCase()
  return code && minorDigits(code) !== undefined ? code : currency
}
