import { Button, Group, Select, TextInput, VisuallyHidden } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react'
import type { Asked } from '#platform/numbers/typed.ts'
import { NumberInput } from '#platform/ui/form/NumberInput.tsx'
import type { DealChanges } from '../deals/contract.ts'
import classes from './crm.module.css'
import type { useDealEdit } from './use-deal-edit.ts'

export type Choice = { value: string; label: string }

type FactProps = {
  label: string
  shown: ReactNode
  value: string | null
  mayEdit: boolean
  edit: ReturnType<typeof useDealEdit>
  /** What the typed or chosen value changes; null when it cannot be empty; text when it is no such value. */
  changes: (value: string) => DealChanges | string | null
  choices?: Choice[]
  type?: 'text' | 'date'
  unit?: string
  /** Of a number: what it counts. */
  asked?: Omit<Asked, 'locale'>
}

/** One fact of a deal: a click turns it into a form with the value, since when it is true, and why. */
export function EditableFact(props: FactProps) {
  const [editing, setEditing] = useState(false)
  const shown = props.shown ?? <span style={{ color: 'var(--muted)' }}>none</span>
  return (
    <>
      <dt>{props.label}</dt>
      <dd>
        {editing ? (
          <EditForm {...props} close={() => setEditing(false)} />
        ) : props.mayEdit ? (
          <button type="button" className={classes.fact} onClick={() => setEditing(true)}>
            <span>
              <VisuallyHidden>Edit {props.label.toLowerCase()}: </VisuallyHidden>
              {shown}
            </span>
            <IconPencil size={14} aria-hidden />
          </button>
        ) : (
          <div className={classes.fixed}>{shown}</div>
        )}
      </dd>
    </>
  )
}

function EditForm(props: FactProps & { close: () => void }) {
  const { label, edit, close } = props
  const [value, setValue] = useState(props.value ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const changes = props.changes(value)
    if (changes === null || typeof changes === 'string') {
      setProblem(changes ?? `${label} cannot be empty.`)
      return
    }
    const [validOn, reason] = [String(form.get('validOn') ?? ''), String(form.get('reason') ?? '').trim()]
    edit.save(changes, { ...(validOn && { validOn }), ...(reason && { reason }) }, close)
  }
  function leave(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    close()
  }
  return (
    <form className={classes.edit} onSubmit={submit} onKeyDown={leave}>
      <FactInput fact={props} value={value} setValue={setValue} problem={problem} />
      <div className={classes.pair}>
        <TextInput name="validOn" type="date" label="True since" description="Empty: from now on" size="xs" />
        <TextInput name="reason" label="Reason" description="For the history" size="xs" maxLength={2000} />
      </div>
      <Group gap="xs">
        <Button type="submit" size="compact-md" loading={edit.isPending}>
          Save
        </Button>
        <Button variant="subtle" size="compact-md" onClick={close}>
          Cancel
        </Button>
      </Group>
    </form>
  )
}

function FactInput(props: {
  fact: FactProps
  value: string
  setValue: (value: string) => void
  problem: string | null
}) {
  const { fact, value, setValue } = props
  const shared = { 'aria-label': fact.label, autoFocus: true, error: props.problem }
  const unit = { rightSection: fact.unit, rightSectionWidth: 48 }
  if (fact.choices) {
    return (
      <Select
        {...shared}
        data={fact.choices}
        value={value || null}
        onChange={(next) => setValue(next ?? '')}
        searchable
        comboboxProps={{ withinPortal: true }}
      />
    )
  }
  if (fact.asked) {
    return (
      <NumberInput
        {...shared}
        {...unit}
        asked={fact.asked}
        value={value}
        initial={fact.value ?? ''}
        onText={setValue}
      />
    )
  }
  return (
    <TextInput
      {...shared}
      {...unit}
      type={fact.type ?? 'text'}
      value={value}
      onChange={(event) => setValue(event.currentTarget.value)}
    />
  )
}
