import { Button, Checkbox, Select, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { type Connection, writeChoices } from '../../connections/schema.ts'
import { integrationsContract } from '../../contract.ts'
import { systemName } from './connection-words.ts'
import { WritesGrid } from './WritesGrid.tsx'

/** Which fields of deals go back, whose value stands where both sides changed one, and what went back so far. */
export function WriteBack({ connection: { id, kind, writes } }: { connection: Connection }) {
  const [fields, setFields] = useState<readonly string[]>(writes.fields)
  const [rule, setRule] = useState<string>(writes.rule)
  const change = useCommand(integrationsContract.changeConnection, {
    quiet: true,
    onDone: () => toast('Kept; a dry run shows what would be written'),
  })
  const system = systemName(kind)
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const chosen = writeChoices.filter((field) => fields.includes(field))
    change.mutate({ params: { id }, body: { writes: { fields: chosen, rule: rule as Connection['writes']['rule'] } } })
  }
  return (
    <Stack gap="md">
      <form onSubmit={submit}>
        <Stack gap="md">
          <Checkbox.Group
            label={`Written to ${system}`}
            description="Before each reading: fields of open deals, and calls that are written down here from now on. Nothing else is ever written there."
            value={[...fields]}
            onChange={setFields}
          >
            <Stack gap="xs" mt="xs">
              {writeChoices.map((field) => (
                <Checkbox key={field} value={field} label={labelOf[field]} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Select
            label="Where both sides changed a field"
            data={rulesOf(system)}
            value={rule}
            allowDeselect={false}
            onChange={(value) => setRule(value ?? 'newest')}
            comboboxProps={{ withinPortal: true }}
          />
          <Refused error={change.error} />
          <Button type="submit" variant="default" loading={change.isPending} w="fit-content">
            Keep this choice
          </Button>
        </Stack>
      </form>
      {writes.fields.length > 0 && (
        <>
          <Text size="sm">Press Dry run above to see here what would be written, before anything is.</Text>
          <WritesGrid connectionId={id} />
        </>
      )}
    </Stack>
  )
}

const labelOf: Record<(typeof writeChoices)[number], string> = {
  'forecast category': 'Forecast category',
  'expected close': 'Expected close',
  'next step': 'Next step (a field of the deal)',
  calls: 'Calls about deals',
}

function rulesOf(system: string) {
  return [
    { value: 'newest', label: 'The later change stands' },
    { value: 'file', label: `What ${system} says stands` },
    { value: 'here', label: 'What was set here stands' },
  ]
}
