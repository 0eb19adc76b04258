import { Anchor, Table } from '@mantine/core'
import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { OutlookReply } from '../contract.ts'
import classes from './revenue.module.css'
import { useOpenDeal } from './use-open-deal.ts'

/** Which deals moved the outlook since an earlier day, the largest moves first. */
export function OutlookMoves({ before, reply }: { before: NonNullable<OutlookReply['before']>; reply: OutlookReply }) {
  const { day, money, shortMoney } = useFormat()
  const openDeal = useOpenDeal()
  const { currency, outlook } = reply
  const change = outlook!.meanMinor - before.outlook.meanMinor
  return (
    <Section title={`What moved it since ${day(before.day)}`}>
      <Explained
        className={classes.calm}
        of="What moved"
        means="The expected bookings of the period on both days, each as it was known then."
      >
        It was <NumberBelow value={shortMoney(before.outlook.meanMinor, currency)} rows="What moved the outlook" />{' '}
        then:{' '}
        {change === 0 ? (
          'no change'
        ) : (
          <>
            <NumberBelow value={shortMoney(Math.abs(change), currency)} rows="What moved the outlook" />{' '}
            {change > 0 ? 'up' : 'down'}
          </>
        )}
        .
      </Explained>
      <ScrollRegion label="What moved the outlook">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Deal</Table.Th>
              <Table.Th>Owner</Table.Th>
              <Table.Th>Now</Table.Th>
              <Table.Th ta="right">
                <Defined
                  name="Added then"
                  means="What the deal was expected to add to the period on that day: its chance times its amount."
                />
              </Table.Th>
              <Table.Th ta="right">
                <Defined name="Adds now" means="What it is expected to add today; a won deal adds its amount." />
              </Table.Th>
              <Table.Th ta="right">
                <Defined name="Change" means="Now less then." />
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {before.moves.map(({ deal, beforeMinor, afterMinor, changeMinor }) => (
              <Table.Tr key={deal?.id ?? 'coming'}>
                <Table.Td>
                  {deal ? (
                    <Anchor component="button" size="sm" ta="left" onClick={() => openDeal(deal.id)}>
                      {deal.name}
                    </Anchor>
                  ) : (
                    <NumberLink value="Deals not created yet" to="/pipeline?tab=creation" />
                  )}
                </Table.Td>
                <Table.Td>{deal?.ownerName}</Table.Td>
                <Table.Td>{deal && (deal.outcome === 'open' ? deal.stageName : deal.outcome)}</Table.Td>
                <Table.Td ta="right">{money(beforeMinor, currency)}</Table.Td>
                <Table.Td ta="right">{money(afterMinor, currency)}</Table.Td>
                <Table.Td ta="right">{money(changeMinor, currency)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </Section>
  )
}
