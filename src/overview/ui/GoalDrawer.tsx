import { Anchor, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { wonPath } from '#crm/ui/public/won-path.ts'
import type { Attainment, AttainmentLine } from '#goals/schema.ts'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'

/** What "closed" means, what it leaves out, and the way to the deals behind it. */
export function GoalDrawer({ attainment, line }: { attainment: Attainment; line: AttainmentLine }) {
  const { money, day, number, percent } = useFormat()
  const { period, leftOut } = attainment
  const rows: [string, string][] = [
    ['Closed', `${money(line.closedMinor)} in ${number(line.closedDeals)} deals`],
    ['Goal', line.quotaMinor === null ? 'none' : `${money(line.quotaMinor)} (${line.quotaBasis})`],
    ['Attainment', line.attainment === null ? 'not defined without a goal' : percent(line.attainment, 1)],
    ['Still to close', line.gapMinor === null ? 'not defined without a goal' : money(line.gapMinor)],
    ['Open, due in the period', `${money(line.openMinor)} in ${number(line.openDeals)} deals`],
    [
      'Coverage of what is left',
      line.coverage === null ? 'not defined at or above goal' : `${number(line.coverage, 1)} ×`,
    ],
  ]
  return (
    <DetailDrawer
      param="door"
      value="closed"
      title={`Closed in ${period.label}`}
      definition="The amount of deals won with a closing day in the period, in company currency at the rate of that day, credited to the owner and everybody above in the team tree."
      asOf={`${day(attainment.today)}, team tree of ${day(attainment.treeOn)}`}
      leftOut={
        leftOut.length === 0
          ? 'Nothing.'
          : leftOut.map((each) => `${number(each.deals)} deals: ${each.reason}`).join(' · ')
      }
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
        <Anchor component={Link} to={wonPath(period) as never}>
          Show the won deals behind it
        </Anchor>
      </p>
    </DetailDrawer>
  )
}
