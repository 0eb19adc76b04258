import { Table } from '@mantine/core'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { rulesContract } from '../../rules/contract.ts'
import classes from '../process.module.css'

/** The deals that were lost for a reason, or without one on record. */
export function LostDrawer() {
  return (
    <DetailDrawer
      param="lost"
      title={(lost) => `Lost: ${reasonIn(lost) ?? 'no reason on record'}`}
      definition="Lost deals that you see, of all time, at the rate of the day they closed."
    >
      {(lost) => <LostDeals reason={reasonIn(lost)} />}
    </DetailDrawer>
  )
}

/** The address says `for:Price`, or `none` where no reason is on record. */
function reasonIn(lost: string): string | null {
  return lost.startsWith('for:') ? lost.slice(4) : null
}

function LostDeals({ reason }: { reason: string | null }) {
  const { day, money, number } = useFormat()
  const call = useCall(rulesContract.lostDeals, { query: { limit: 200, ...(reason && { reason }) } })
  return (
    <Ready call={call}>
      {({ deals, total, currency }) => (
        <>
          <Table>
            <Table.Tbody>
              {deals.map(({ id, name, ownerName, closedOn, amountMinor }) => (
                <Table.Tr key={id}>
                  <Table.Td>
                    <NumberLink value={name} to={`/crm/deals?deal=${id}`} />
                  </Table.Td>
                  <Table.Td>{ownerName}</Table.Td>
                  <Table.Td>{closedOn && day(closedOn)}</Table.Td>
                  <Table.Td ta="right">{amountMinor !== null && money(amountMinor, currency)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {total > deals.length && (
            <p className={classes.sentence}>
              The {number(deals.length)} largest of {number(total)}.
            </p>
          )}
        </>
      )}
    </Ready>
  )
}
