import { Button, Group, Select, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { NumberInput } from '#platform/ui/form/NumberInput.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealLine, DealLineFacts } from '../../deals/lines/contract.ts'
import crm from '../crm.module.css'
import { asked, readLine, type TypedLine, typedLine } from './line-fields.ts'
import classes from './lines.module.css'

type FormProps = {
  line?: DealLine
  submit: string
  currency: string
  isPending: boolean
  /** Saves it, and calls back once that is done. */
  onSave: (facts: DealLineFacts, done: () => void) => void
  onClose: () => void
}

/** One line: item, quantity, unit price, discount, ship date. Enter saves, Escape leaves. */
export function LineForm({ line, submit, currency, isPending, onSave, onClose }: FormProps) {
  const format = useFormat()
  const { locale } = format.regional
  const { company } = useSession()
  const items = useCall(crmContract.dealChoices).data?.items ?? []
  const empty = typedLine(line, format)
  const [typed, setTyped] = useState(empty)
  const [wrong, setWrong] = useState<Partial<Record<keyof TypedLine, string>>>({})
  const set = (changes: Partial<TypedLine>) => setTyped((before) => ({ ...before, ...changes }))
  const number = (field: keyof typeof asked, label: string) => (
    <NumberInput
      label={label}
      size="xs"
      asked={field === 'unitPrice' || field === 'amount' ? { ...asked[field], currency } : asked[field]}
      value={typed[field]}
      initial={empty[field]}
      error={wrong[field]}
      onText={(text) => set({ [field]: text })}
    />
  )
  function choose(itemId: string | null): void {
    const price = items.find(({ id }) => id === itemId)?.listPrice
    const isFree = typed.unitPrice.trim() === '' && typed.amount.trim() === ''
    const listed = price && isFree && currency === company.currency ? { unitPrice: format.decimal(price) } : {}
    set({ itemId, ...listed })
  }
  function save(event: FormEvent): void {
    event.preventDefault()
    const read = readLine(typed, { locale, currency })
    setWrong('wrong' in read ? read.wrong : {})
    if ('facts' in read) onSave(read.facts, () => setTyped(typedLine(undefined, format)))
  }
  function leave(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  return (
    <form className={crm.edit} onSubmit={save} onKeyDown={leave} noValidate>
      <Select
        label="Item"
        size="xs"
        data={items.map(({ id, name, code }) => ({
          value: id,
          label: code && code !== name ? `${name} · ${code}` : name,
        }))}
        value={typed.itemId}
        onChange={choose}
        searchable
        limit={50}
        autoFocus={!line}
        error={wrong.itemId}
        nothingFoundMessage="No item is called so"
      />
      <div className={classes.fields}>
        {number('quantity', 'Quantity')}
        {number('unitPrice', 'Unit price')}
        {number('discount', 'Discount %')}
        <TextInput
          label="Ships on"
          type="date"
          size="xs"
          value={typed.shipsOn}
          onChange={(event) => set({ shipsOn: event.currentTarget.value })}
        />
        {typed.unitPrice.trim() === '' && number('amount', 'Amount')}
      </div>
      <Group gap="xs">
        <Button type="submit" size="compact-md" loading={isPending}>
          {submit}
        </Button>
        <Button variant="subtle" size="compact-md" onClick={onClose}>
          {line ? 'Cancel' : 'Done'}
        </Button>
      </Group>
    </form>
  )
}
