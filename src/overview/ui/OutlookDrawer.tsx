import { Anchor, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { OutlookReply } from '#revenue/contract.ts'

/** What the outlook is made of, how sure it is, and the way to its deals. */
export function OutlookDrawer({ reply }: { reply: OutlookReply }) {
  const { money, day, number, percent } = useFormat()
  const { outlook, period, asOf, chanceOfQuota, quality, before } = reply
  if (!outlook) return null
  const rows: [string, string][] = [
    ['Expected', money(outlook.meanMinor)],
    [`${percent(0.8)} range`, `${money(outlook.loMinor)} to ${money(outlook.hiMinor)}`],
    ['Closed so far', money(outlook.closedMinor)],
    [`From ${number(outlook.openDeals)} open deals`, money(outlook.fromOpenMinor)],
    ['From deals not created yet', money(outlook.fromComingMinor)],
    ['Probability that the goal is reached', chanceOfQuota === null ? 'no goal' : percent(chanceOfQuota)],
    ['Signal in the deals', quality?.signal ?? 'not known'],
    ...(before ? [[`Expected on ${day(before.day)}`, money(before.outlook.meanMinor)] as [string, string]] : []),
  ]
  return (
    <DetailDrawer
      param="door"
      value="outlook"
      title={`Outlook of ${period.label}`}
      definition="What is won already, each open deal with its chance of being won in the period, and deals that are still to be created, as a distribution. The chances were learned from earlier deals; amounts change as they did for those."
      asOf={day(asOf)}
      leftOut={`${number(outlook.withoutAmount)} open deals without an amount; deals left out of the forecast.`}
    >
      <Table variant="vertical" layout="fixed">
        <Table.Tbody>
          {rows.map(([term, value]) => (
            <Table.Tr key={term}>
              <Table.Th w="45%">{term}</Table.Th>
              <Table.Td style={{ fontVariantNumeric: 'tabular-nums' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <p>
        <Anchor component={Link} to={'/revenue' as string} search={{ tab: 'outlook' } as never}>
          What moved it, and the deals behind it
        </Anchor>
      </p>
    </DetailDrawer>
  )
}
