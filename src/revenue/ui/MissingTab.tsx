import { Anchor, Table } from '@mantine/core'
import { Defined } from '#platform/ui/page/Means.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { RemindMissing } from './RemindMissing.tsx'
import type { RollUpReply } from './RevenueScreen.tsx'
import classes from './revenue.module.css'

/** Who is expected to call and has not, or not for a week: what the roll-up lacks. */
export function MissingTab({ rollUp }: { rollUp: RollUpReply }) {
  const { instant, money } = useFormat()
  const [, change] = useUrlParams()
  const { missing, currency, period } = rollUp
  if (missing.length === 0) {
    return (
      <p className={classes.calm}>Everybody with a goal or a deal in {period.label} has called within the last week.</p>
    )
  }
  return (
    <>
      <RemindMissing />
      <ScrollRegion label="Who has not called">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person</Table.Th>
              <Table.Th>Why</Table.Th>
              <Table.Th ta="right">
                <Defined name="Closed" means="Amounts of deals won by this person within the period." />
              </Table.Th>
              <Table.Th ta="right">
                <Defined
                  name="Open for the period"
                  means="Amounts of open deals of this person that are due in the period."
                />
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {missing.map((each) => (
              <Table.Tr key={each.personId}>
                <Table.Td>
                  <Anchor
                    component="button"
                    size="sm"
                    onClick={() => change({ person: each.personId }, { push: true })}
                  >
                    {each.name}
                  </Anchor>
                </Table.Td>
                <Table.Td>{each.saidAt ? `last called ${instant(each.saidAt)}` : 'has not called'}</Table.Td>
                <Table.Td ta="right">{money(each.closedMinor, currency)}</Table.Td>
                <Table.Td ta="right">{money(each.openMinor, currency)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </>
  )
}
