import { dayAfter } from '@drumbeat/periods'
import { Button, Checkbox, Table, Text } from '@mantine/core'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { Section } from '#platform/ui/page/Page.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { enablementContract } from '../../contract.ts'
import type { Onboarding } from '../../onboarding/contract.ts'

/** One onboarding: its steps, and the ramp month by month beside the plan. */
export function OnboardingDetail({ onboarding }: { onboarding: Onboarding | undefined }) {
  const { can } = useSession()
  if (!onboarding) return <Text c="dimmed">This onboarding has ended.</Text>
  return (
    <>
      <Steps onboarding={onboarding} />
      <Ramp onboarding={onboarding} />
      {can('enablement:edit') && <End id={onboarding.id} />}
    </>
  )
}

function Steps({ onboarding: { id, steps, startsOn, day } }: { onboarding: Onboarding }) {
  const { can } = useSession()
  const format = useFormat()
  const set = useCommand(enablementContract.stepDone)
  return (
    <Section title="Steps">
      <Text mb="sm">{`Started on ${format.day(startsOn)}; today is day ${format.number(day)}.`}</Text>
      {steps.map((step) => (
        <Checkbox
          key={step.id}
          mb="xs"
          label={`Day ${format.number(step.day)}: ${step.title}${step.doneOn ? `, done on ${format.day(step.doneOn)}` : ''}`}
          description={step.courseId ? 'Done by completing its course' : undefined}
          checked={step.doneOn !== null}
          disabled={step.courseId !== null || !can('enablement:edit')}
          onChange={({ currentTarget: { checked } }) =>
            set.mutate({ params: { id, step: step.id }, body: { doneOn: checked ? dayAfter(startsOn, day) : null } })
          }
        />
      ))}
    </Section>
  )
}

function Ramp({ onboarding: { ramp } }: { onboarding: Onboarding }) {
  const { money, percent, number } = useFormat()
  if (ramp.why) return <Section title="Ramp">{ramp.why}</Section>
  return (
    <Section title="Ramp">
      <Text mb="sm">
        {`${percent(ramp.againstPlan ?? 0)} of what the plan expects; a full month is ${money(ramp.fullMonthlyMinor ?? 0, ramp.currency)}.`}{' '}
        {`Full quota is planned for month ${number(ramp.plannedMonths)}, ${ramp.takenMonths === null ? 'and not reached yet' : `and was reached in month ${number(ramp.takenMonths)}`}.`}
      </Text>
      <ScrollRegion label="Ramp by month">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right">Month</Table.Th>
              <Table.Th ta="right">Closed</Table.Th>
              <Table.Th ta="right">Of a full quota</Table.Th>
              <Table.Th ta="right">Plan</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ramp.months.map(({ month, closedMinor, share, plannedShare }) => (
              <Table.Tr key={month}>
                <Table.Td ta="right">{number(month)}</Table.Td>
                <Table.Td ta="right">{money(closedMinor, ramp.currency)}</Table.Td>
                <Table.Td ta="right">{share === null ? '' : percent(share)}</Table.Td>
                <Table.Td ta="right">{percent(plannedShare)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </Section>
  )
}

function End({ id }: { id: string }) {
  const saved = useSaved('onboarding')
  const end = useCommand(enablementContract.endOnboarding, { onDone: () => saved('Onboarding ended') })
  return (
    <Button mt="md" variant="default" loading={end.isPending} onClick={() => end.mutate({ params: { id } })}>
      End this onboarding
    </Button>
  )
}
