import { Button, Group, MultiSelect, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import type { ChosenField, Connection } from '../../connections/schema.ts'
import { integrationsContract } from '../../contract.ts'
import { systemName } from './connection-words.ts'

type Noun = ChosenField['noun']
type Offered = ChosenField & { isCustom: boolean }
const nouns = ['deals', 'accounts'] as const
const labelOf: Record<Noun, string> = { deals: 'Fields of deals', accounts: 'Fields of accounts' }

/** Fields that are read beyond the usual ones; which there are is asked at the CRM when somebody wants to choose. */
export function ChosenFields({ connection }: { connection: Connection }) {
  const { id, kind, fields } = connection
  const [isOpen, setOpen] = useState(false)
  const call = useCall(integrationsContract.connectionFields, { params: { id } }, { enabled: isOpen })
  return (
    <Stack gap="md">
      {nouns.map((noun) => (
        <Text size="sm" key={noun}>
          {labelOf[noun]}: {namesOf(fields, noun) || 'none beyond the usual ones'}.
        </Text>
      ))}
      {isOpen ? (
        <Ready call={call}>
          {(there) => (
            <Choice connection={connection} there={there.fields} says={there.says} onDone={() => setOpen(false)} />
          )}
        </Ready>
      ) : (
        <Button variant="default" w="fit-content" onClick={() => setOpen(true)}>
          Choose from the fields of {systemName(kind)}
        </Button>
      )}
    </Stack>
  )
}

type Choosing = { connection: Connection; there: readonly Offered[]; says: string | null; onDone: () => void }

function Choice({ connection: { id, kind, fields }, there, says, onDone }: Choosing) {
  const [chosen, setChosen] = useState(fields.map(keyOf))
  const change = useCommand(integrationsContract.changeConnection, {
    quiet: true,
    onDone: () => {
      toast('Kept; a dry run shows what would come in')
      onDone()
    },
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const all = [...fields, ...there.filter((field) => !fields.some((known) => keyOf(known) === keyOf(field)))]
    const wanted = all.filter((field) => chosen.includes(keyOf(field))).map(({ noun, name }) => ({ noun, name }))
    change.mutate({ params: { id }, body: { fields: wanted } })
  }
  const isOf = (noun: Noun) => (key: string) => key.startsWith(`${noun} `)
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {nouns.map((noun) => (
          <MultiSelect
            key={noun}
            label={labelOf[noun]}
            description={`Kept under their labels in ${systemName(kind)}, like columns of files.`}
            searchable
            data={optionsOf(noun, { there, fields })}
            value={chosen.filter(isOf(noun))}
            onChange={(keys) => setChosen((all) => [...all.filter((key) => !isOf(noun)(key)), ...keys])}
            comboboxProps={{ withinPortal: true }}
          />
        ))}
        {says && <Text size="sm">{says}</Text>}
        <Text size="sm">
          With a new field the next reading reads all deals, or all accounts, anew. A field that is taken out keeps here
          what it said last.
        </Text>
        <Refused error={change.error} />
        <Group gap="xs">
          <Button type="submit" loading={change.isPending}>
            Keep these fields
          </Button>
          <Button variant="default" onClick={onDone}>
            Leave as it was
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What people made stands first; a chosen field that is not there any more can still be taken out. */
function optionsOf(noun: Noun, { there, fields }: { there: readonly Offered[]; fields: readonly ChosenField[] }) {
  const offered = there
    .filter((field) => field.noun === noun)
    .sort((one, other) => one.label.localeCompare(other.label))
  const gone = fields.filter((field) => field.noun === noun && !offered.some((each) => each.name === field.name))
  const group = (name: string, items: readonly ChosenField[]) => ({
    group: name,
    items: items.map((field) => ({ value: keyOf(field), label: `${field.label} (${field.name})` })),
  })
  return [
    group('Not there any more', gone),
    group(
      'Made by your people',
      offered.filter(({ isCustom }) => isCustom),
    ),
    group(
      'Of the CRM itself',
      offered.filter(({ isCustom }) => !isCustom),
    ),
  ].filter(({ items }) => items.length > 0)
}

function namesOf(fields: readonly ChosenField[], noun: Noun): string {
  return fields
    .filter((field) => field.noun === noun)
    .map(({ label }) => label)
    .join(', ')
}

function keyOf({ noun, name }: Pick<ChosenField, 'noun' | 'name'>): string {
  return `${noun} ${name}`
}
