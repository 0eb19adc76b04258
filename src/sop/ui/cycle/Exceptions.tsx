import { Select, Table } from '@mantine/core'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { Section } from '#platform/ui/page/Page.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import classes from '../sop.module.css'

/** What deserved a look when the data were captured, and who looks after it. */
export function Exceptions({ cycle }: { cycle: CycleView }) {
  const { can } = useSession()
  const people = usePeopleOptions()
  const own = useCommand(sopContract.ownException)
  if (cycle.exceptions.length === 0) return null
  const isOpen = cycle.state === 'running' && can('sop:contribute')
  return (
    <Section title="Exceptions">
      <ScrollRegion label="List of exceptions">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>What</Table.Th>
              <Table.Th>Why</Table.Th>
              <Table.Th>Owner</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {cycle.exceptions.map(({ id, name, says, owner }) => (
              <Table.Tr key={id}>
                <Table.Td>{name}</Table.Td>
                <Table.Td className={classes.quietCell}>{says}</Table.Td>
                <Table.Td>
                  {isOpen ? (
                    <Select
                      size="xs"
                      w={260}
                      aria-label={`Owner of ${name}`}
                      placeholder="Nobody yet"
                      data={people}
                      value={owner?.id ?? null}
                      searchable
                      onChange={(personId) =>
                        personId && own.mutate({ params: { id: cycle.id, exceptionId: id }, body: { personId } })
                      }
                    />
                  ) : (
                    (owner?.name ?? 'Nobody')
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </Section>
  )
}
