import { Anchor, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealTotals } from '../deals/contract.ts'
import { categoryName } from './deal-columns.tsx'
import { categoryMeanings, probabilityMeaning } from './stage-words.ts'

/** What the words and the sums of the stages mean. */
export function StagesDoors({ open }: { open: DealTotals }) {
  const { day, money, number } = useFormat()
  const left = [
    ...(open.withoutAmount > 0 ? [`${number(open.withoutAmount)} without amount`] : []),
    ...open.unconverted.map((each) => `${money(each.amountMinor, each.currency)} without a rate`),
  ]
  return (
    <>
      <DetailDrawer
        param="door"
        value="open"
        title="Open deals in the stages"
        definition={`The open deals that you can see, each in the stage it stands in now. Each amount is converted to ${open.currency} by itself at the rate of ${day(open.rateDay)} and then added; nothing is weighted by the probability.`}
        asOf={day(open.rateDay)}
        leftOut={left.join('; ') || null}
      >
        <p>
          {money(open.amountMinor, open.currency)} in {number(open.count)} {open.count === 1 ? 'deal' : 'deals'}.{' '}
          <Anchor component={Link} to={'/crm/deals?outcome=open&group=stage' as never} size="sm">
            List them by stage
          </Anchor>
        </p>
      </DetailDrawer>
      <DetailDrawer
        param="door"
        value="category"
        title="Forecast category"
        definition="How sure one is of a deal. A deal takes the category of a stage when it enters it; whoever owns the deal may then say otherwise. Changing it here holds for deals that enter from now on: what deals said before stays."
      >
        <Table aria-label="Forecast categories">
          <Table.Tbody>
            {Object.entries(categoryMeanings).map(([category, meaning]) => (
              <Table.Tr key={category}>
                <Table.Th scope="row">{categoryName(category)}</Table.Th>
                <Table.Td>{meaning}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </DetailDrawer>
      <DetailDrawer param="door" value="probability" title="Probability" definition={probabilityMeaning}>
        <p>An import guesses it from the name of a stage; set it from what you have closed.</p>
      </DetailDrawer>
    </>
  )
}
