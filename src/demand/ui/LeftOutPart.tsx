import { Table } from '@mantine/core'
import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../contract.ts'
import type { LeftOut } from '../schema.ts'
import classes from './demand.module.css'
import { NoDemandPart } from './NoDemandPart.tsx'

const words: Record<LeftOut['reason'], string> = {
  'no item': 'Without an item: in no series at all',
  'no rate': 'In a currency without a rate on that day: in units, not in money',
  'no demand': 'Said to be no demand: in no series at all',
  'no territory': 'Without a territory: in all territories together, in none alone',
}

/** Order lines that the sums do not hold, counted, with the reason. */
export function LeftOutPart() {
  const call = useCall(demandContract.leftOut)
  const { number, instant, decimal, decimalMoney, day } = useFormat()
  return (
    <Ready call={call}>
      {({ leftOut, orderLines, asOf }) => (
        <>
          <NoDemandPart />
          <Explained
            className={classes.calm}
            of="Order lines"
            means="All order lines the sums were made from, and those that some sum cannot hold."
          >
            <NumberLink value={number(orderLines)} to="/demand?tab=periods" label="Order lines" /> order lines were read
            {asOf && ` on ${instant(asOf)}`}
            {leftOut.length === 0 ? '; none is left out.' : '; these are left out of some view:'}
          </Explained>
          {leftOut.length > 0 && (
            <ScrollRegion label="Order lines left out">
              <Table aria-label="Order lines left out" miw={560}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Reason</Table.Th>
                    <Table.Th ta="right">
                      <Defined name="Lines" means="Order lines of this kind." />
                    </Table.Th>
                    <Table.Th ta="right">
                      <Defined name="Units" means="Their quantities, summed." />
                    </Table.Th>
                    <Table.Th ta="right">
                      <Defined name="Amount" means="Their amounts, summed in their own currency." />
                    </Table.Th>
                    <Table.Th>Ordered</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {leftOut.map((row) => (
                    <Table.Tr key={`${row.reason} ${row.currency}`}>
                      <Table.Td>{words[row.reason]}</Table.Td>
                      <Table.Td ta="right">{number(row.orderLines)}</Table.Td>
                      <Table.Td ta="right">{decimal(row.quantity)}</Table.Td>
                      <Table.Td ta="right">{decimalMoney(row.amount, row.currency)}</Table.Td>
                      <Table.Td>
                        {day(row.firstOn)} to {day(row.lastOn)}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </ScrollRegion>
          )}
        </>
      )}
    </Ready>
  )
}
