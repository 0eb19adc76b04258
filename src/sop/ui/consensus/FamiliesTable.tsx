import { Button, Table } from '@mantine/core'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { ConsensusView } from '../../consensus/contract.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { partOf } from '../part-of.ts'
import classes from '../sop.module.css'
import { Head } from '../TextTable.tsx'

/** Each family with units, revenue, budget and who signed it. */
export function FamiliesTable({ cycle, view }: { cycle: CycleView; view: ConsensusView }) {
  const { money, number } = useFormat()
  const budgeted = view.cells.filter(({ budgetMinor }) => budgetMinor !== null).length
  return (
    <>
      <ScrollRegion label="Families with their sums">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Family</Table.Th>
              <Table.Th ta="right">
                <Head name="Units" />
              </Table.Th>
              <Table.Th ta="right">
                <Head name={`Revenue (${view.currency})`} meaning="Revenue" />
              </Table.Th>
              <Table.Th ta="right">
                <Head name={`Budget (${view.currency})`} meaning="Budget" />
              </Table.Th>
              <Table.Th>Signed</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {view.families.map(({ familyId, name, units, revenueMinor, budgetMinor, signedBy }) => (
              <Table.Tr key={familyId}>
                <Table.Td>
                  <NumberLink value={name} to={partOf(cycle, 'consensus', { family: familyId })} />
                </Table.Td>
                <Table.Td ta="right">{number(units)}</Table.Td>
                <Table.Td ta="right">{money(revenueMinor, view.currency)}</Table.Td>
                <Table.Td ta="right">
                  {budgetMinor === null ? (
                    <span className={classes.quiet}>none</span>
                  ) : (
                    money(budgetMinor, view.currency)
                  )}
                </Table.Td>
                <Table.Td>{signedBy ?? <SignFamily cycle={cycle} familyId={familyId} name={name} />}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      {budgeted < view.cells.length && (
        <p className={classes.calm} data-explained>
          The budget covers <NumberBelow value={number(budgeted)} rows="Family-months" /> of{' '}
          <NumberBelow value={number(view.cells.length)} rows="Family-months" /> family-months.
        </p>
      )}
    </>
  )
}

function SignFamily({ cycle, familyId, name }: { cycle: CycleView; familyId: string; name: string }) {
  const { can } = useSession()
  const sign = useCommand(sopContract.signFamily)
  if (cycle.openStep !== 2 || !can('sop:sign')) return <span className={classes.quiet}>not signed</span>
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={`Sign ${name}`}
      loading={sign.isPending}
      onClick={() => sign.mutate({ params: { id: cycle.id, familyId } })}
    >
      Sign
    </Button>
  )
}
