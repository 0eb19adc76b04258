import { Anchor, Table } from '@mantine/core'
import { Defined } from '#platform/ui/page/Means.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { RollUpReply } from './RevenueScreen.tsx'

/** What was to be called after the lock of the period: in no sum, and known all the same. */
export function LateTab({ rollUp }: { rollUp: RollUpReply }) {
  const { instant, money } = useFormat()
  const [, change] = useUrlParams()
  return (
    <ScrollRegion label="Calls after the lock">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Person</Table.Th>
            <Table.Th>Call</Table.Th>
            <Table.Th ta="right">
              <Defined
                name="Commit"
                means="What was to be called after the period was locked; it was refused and is in no sum. A person opens their calls."
              />
            </Table.Th>
            <Table.Th>By</Table.Th>
            <Table.Th>Note</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rollUp.late.map(({ id, personId, personName, covers, voice, commitMinor, saidBy, saidAt, note }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Anchor component="button" size="sm" onClick={() => change({ person: personId }, { push: true })}>
                  {personName}
                </Anchor>
              </Table.Td>
              <Table.Td>
                {voice === 'manager' ? 'adjustment' : covers === 'team' ? 'of the team' : 'of own deals'}
              </Table.Td>
              <Table.Td ta="right">{money(commitMinor, rollUp.currency)}</Table.Td>
              <Table.Td>
                {saidBy ?? 'somebody'}, {instant(saidAt)}
              </Table.Td>
              <Table.Td>{note}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  )
}
