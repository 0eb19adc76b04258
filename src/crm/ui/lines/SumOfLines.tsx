import { Button } from '@mantine/core'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealRow } from '../../deals/contract.ts'
import { useDealEdit } from '../use-deal-edit.ts'
import classes from './lines.module.css'

/** What the lines come to; where that is not the amount of the deal, a way to take it as the amount. */
export function SumOfLines({ deal, sumMinor, mayEdit }: { deal: DealRow; sumMinor: number; mayEdit: boolean }) {
  const { money } = useFormat()
  const edit = useDealEdit(deal)
  const sum = money(sumMinor, deal.currency)
  if (sumMinor === deal.amountMinor)
    return <p className={classes.sum}>Together {sum}, which is the amount of the deal.</p>
  const amount = deal.amountMinor === null ? 'has no amount' : `is put at ${money(deal.amountMinor, deal.currency)}`
  return (
    <div className={classes.sum}>
      Together {sum}; the deal {amount}.{' '}
      {mayEdit && (
        <Button
          size="compact-xs"
          variant="light"
          loading={edit.isPending}
          onClick={() => edit.save({ amountMinor: sumMinor }, { reason: 'sum of its products' }, () => undefined)}
        >
          Take {sum} as the amount
        </Button>
      )}
    </div>
  )
}
