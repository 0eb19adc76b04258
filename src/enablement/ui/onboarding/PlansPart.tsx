import { Table, Text } from '@mantine/core'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { RecordDrawer } from '#platform/ui/form/RecordDrawer.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { enablementContract } from '../../contract.ts'
import { writeRamp } from '../../onboarding/plan-text.ts'
import { PlanForm } from './PlanForm.tsx'

/** The plans people are onboarded by. */
export function PlansPart() {
  const { data } = useCall(enablementContract.plans)
  const { number } = useFormat()
  const plans = data?.plans ?? []
  return (
    <Section
      title="Plans"
      aside={
        <AddButton param="plan" may="enablement:edit">
          Add plan
        </AddButton>
      }
    >
      {plans.length === 0 ? (
        <Text c="dimmed">There is no plan yet.</Text>
      ) : (
        <ScrollRegion label="Onboarding plans">
          <Table miw={620}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Plan</Table.Th>
                <Table.Th ta="right">Steps</Table.Th>
                <Table.Th ta="right">First deal by day</Table.Th>
                <Table.Th ta="right">Certified by day</Table.Th>
                <Table.Th>Ramp by month, %</Table.Th>
                <Table.Th ta="right">People</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {plans.map((plan) => (
                <Table.Tr key={plan.id}>
                  <Table.Td>
                    <NumberDoor value={plan.name} door={plan.id} param="plan" />
                  </Table.Td>
                  <Table.Td ta="right">{number(plan.steps.length)}</Table.Td>
                  <Table.Td ta="right">{number(plan.firstDealDays)}</Table.Td>
                  <Table.Td ta="right">{number(plan.certifyDays)}</Table.Td>
                  <Table.Td>{writeRamp(plan.ramp)}</Table.Td>
                  <Table.Td ta="right">{number(plan.people)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollRegion>
      )}
      <RecordDrawer param="plan" noun="plan" rows={plans} rowId={({ id }) => id} nameOf={({ name }) => name}>
        {(plan) => <PlanForm plan={plan} />}
      </RecordDrawer>
    </Section>
  )
}
