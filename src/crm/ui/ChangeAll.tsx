import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import type { CellChange } from '#platform/ui/grid/changes.ts'
import { counted } from '#platform/ui/grid/counted.ts'
import type { OnEdit } from '#platform/ui/grid/use-edits.ts'
import { toast, toastError } from '#platform/ui/toast.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealRow } from '../deals/contract.ts'
import { type DealChoices, dealEdits } from './deal-edits.ts'

type Field = 'expectedClose' | 'owner' | 'stage'

/** Sets the close day, the owner or the stage of every deal that matches, in one step that Undo takes back. */
export function ChangeAll(props: {
  count: number
  choices: DealChoices
  allDeals: () => Promise<DealRow[]>
  onEdit: OnEdit<DealRow>
}) {
  const { number } = useFormat()
  const [open, setOpen] = useState(false)
  const many = counted(props.count, { label: 'Deals', shown: number(props.count) })
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpen(true)}>
        Change all {number(props.count)} …
      </Button>
      {open && (
        <Dialog title={`Change ${many}`} onClose={() => setOpen(false)}>
          <ChangeForm {...props} many={many} onClose={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  )
}

function ChangeForm(
  props: Parameters<typeof ChangeAll>[0] & {
    many: string
    onClose: () => void
  },
) {
  const { choices, many, onClose } = props
  const { number } = useFormat()
  const [field, setField] = useState<Field>('expectedClose')
  const [value, setValue] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function run(): Promise<void> {
    const changes = changesTo(value, { field, deals: await props.allDeals(), choices })
    const { refused = [], undo } = await props.onEdit(changes)
    const done = changes.length - refused.length
    toast(
      done === 0 ? 'No deal was changed.' : `${counted(done, { label: 'Deals', shown: number(done) })} changed`,
      undo && done > 0 ? { undo: () => void undo() } : {},
    )
    onClose()
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (value === null) return
    setBusy(true)
    void run()
      .catch(toastError)
      .finally(() => setBusy(false))
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Select
          label="What"
          allowDeselect={false}
          value={field}
          onChange={(chosen) => {
            setField(chosen as Field)
            setValue(null)
          }}
          data={[
            { value: 'expectedClose', label: 'Expected close' },
            { value: 'owner', label: 'Owner' },
            { value: 'stage', label: 'Stage' },
          ]}
        />
        <NewValue field={field} value={value} onChange={setValue} choices={choices} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={value === null}>
            Change {many}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function NewValue(props: {
  field: Field
  value: string | null
  onChange: (value: string | null) => void
  choices: DealChoices
}) {
  const { field, value, onChange, choices } = props
  if (field === 'expectedClose') {
    return (
      <TextInput
        type="date"
        label="To"
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    )
  }
  const some = field === 'owner' ? choices.owners : choices.stages
  return (
    <Select
      label="To"
      searchable
      value={value}
      onChange={onChange}
      data={some.map(({ id, name }) => ({ value: id, label: name }))}
      {...(field === 'stage' && { description: 'Deals of another pipeline than that of the stage stay as they are.' })}
    />
  )
}

/** The changes that bring deals to a value: not those that have it, nor those that cannot. */
function changesTo(
  value: string | null,
  { field, deals, choices }: { field: Field; deals: DealRow[]; choices: DealChoices },
): CellChange<DealRow>[] {
  const edit = dealEdits(choices)[field]
  const pipeline = field === 'stage' ? choices.stages.find(({ id }) => id === value)?.pipelineId : undefined
  return deals
    .filter((deal) => edit.value(deal) !== value && (pipeline === undefined || deal.pipelineId === pipeline))
    .map((row) => ({ row, id: row.id, column: field, from: edit.value(row), to: value }))
}
