import { Button, Table, Text } from '@mantine/core'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Sparkline } from '#platform/ui/page/Sparkline.tsx'
import { Panels } from '#platform/ui/panels.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { integrationsContract } from '../contract.ts'
import type { Tool } from '../tools/schema.ts'
import { ToolForm } from './ToolForm.tsx'

/** One tool: what it costs per person, who would miss it, and what is known of it. */
export function ToolDetail({ id }: { id: string }) {
  const { can } = useSession()
  const call = useCall(integrationsContract.tool, { params: { id } })
  return (
    <Ready call={call}>
      {({ tool, people, others, months }) => (
        <>
          <InShort tool={tool} />
          <Section title="Active users by month">
            <Course months={months} />
          </Section>
          <Section title="Who would miss it">
            <Users people={people} others={others} known={tool.activeUsers90 !== null} />
          </Section>
          {can('integrations:run') && <Changes tool={tool} />}
          <Panels noun="tool" id={tool.id} />
        </>
      )}
    </Ready>
  )
}

function InShort({ tool }: { tool: Tool }) {
  const { money, number } = useFormat()
  const { costPerYearMinor, costPerActiveUserMinor, currency, unusedSeats, usersFrom } = tool
  const cost = costPerYearMinor === null ? 'What it costs is not known' : `${money(costPerYearMinor, currency)} a year`
  const each =
    costPerActiveUserMinor === null
      ? `the cost per active user cannot be told: ${tool.whyNoCostPerUser}`
      : `${money(costPerActiveUserMinor, currency)} per person active within 90 days.`
  return (
    <>
      <Text fw={600}>
        {cost}; {each}
      </Text>
      <Text size="sm">
        {unusedSeats !== null &&
          unusedSeats > 0 &&
          `${number(unusedSeats)} of ${number(tool.seats ?? 0)} seats were not used. `}
        {usersFrom === 'own use' && 'Its users are counted from its own audit and sessions. '}
        {tool.data && `Holds ${tool.data}.`}
      </Text>
    </>
  )
}

function Course({ months }: { months: { month: string; users: number }[] }) {
  const { day, number } = useFormat()
  const words = months.map(({ month, users }) => `${day(month)}: ${number(users)}`)
  return (
    <>
      <Sparkline values={months.map(({ users }) => users)} label={words.join(', ')} width={280} height={48} />
      <Text size="sm">
        {words[0]} to {words.at(-1)}; the running month is not over.
      </Text>
    </>
  )
}

type Person = { id: string; name: string; days: number; lastOn: string }

function Users({ people, others, known }: { people: Person[]; others: number; known: boolean }) {
  const { day, number } = useFormat()
  if (!known) return <Text size="sm">No sign-ins of it are known; drop an export of them on the Import screen.</Text>
  if (people.length + others === 0) return <Text size="sm">Nobody: no one signed in for 90 days.</Text>
  return (
    <>
      <Table aria-label="Who would miss it">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Person</Table.Th>
            <Table.Th ta="right">Days of 90</Table.Th>
            <Table.Th>Last on</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td>{person.name}</Table.Td>
              <Table.Td ta="right">{number(person.days)}</Table.Td>
              <Table.Td>{day(person.lastOn)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {others > 0 && <Text size="sm">and {number(others)} whose person is not known here.</Text>}
    </>
  )
}

function Changes({ tool }: { tool: Tool }) {
  const saved = useSaved('tool')
  const params = { id: tool.id }
  const change = useCommand(integrationsContract.changeTool, { quiet: true, onDone: () => toast('Saved') })
  const end = useCommand(integrationsContract.endTool, { onDone: () => saved(`${tool.name} was taken out`) })
  return (
    <Section
      title="What is known of it"
      aside={
        <Button variant="default" size="compact-sm" onClick={() => end.mutate({ params })}>
          Take it out
        </Button>
      }
    >
      <ToolForm
        tool={tool}
        submit="Save"
        saving={change.isPending}
        error={change.error}
        onSave={(body) => change.mutate({ params, body })}
      />
    </Section>
  )
}
