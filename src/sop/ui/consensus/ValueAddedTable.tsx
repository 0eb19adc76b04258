import { Table } from '@mantine/core'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { ConsensusView } from '../../consensus/contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { partOf } from '../part-of.ts'
import { Head } from '../TextTable.tsx'

const heads = ['Compared', 'Error (WAPE)', "Last year's error", 'Value added', 'Bias', 'Weight']

/** How good each source was in past cycles, and what it therefore weighs. */
export function ValueAddedTable({ cycle, view }: { cycle: CycleView; view: ConsensusView }) {
  const { number, percent } = useFormat()
  const share = (value: number | null) => (value === null ? 'cannot be told' : percent(value, 1))
  return (
    <ScrollRegion label="Sources and their weights">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Source</Table.Th>
            {heads.map((head) => (
              <Table.Th key={head} ta="right">
                <Head name={head} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {view.valueAdded.map(({ source, compared, wape, naiveWape, valueAdded, bias, weight }) => (
            <Table.Tr key={source}>
              <Table.Td>
                <NumberLink value={source} to={partOf(cycle, 'versions')} />
              </Table.Td>
              <Table.Td ta="right">{number(compared)}</Table.Td>
              {[wape, naiveWape, valueAdded, bias, weight].map((value, at) => (
                <Table.Td key={heads[at + 1]} ta="right">
                  {share(value)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  )
}
