import { ActionIcon, VisuallyHidden } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealLine } from '../../deals/lines/contract.ts'
import { LineForm } from './LineForm.tsx'
import classes from './lines.module.css'
import type { LineEdit } from './use-line-edit.ts'

type Lines = {
  lines: DealLine[]
  currency: string
  mayEdit: boolean
  edit: LineEdit
  /** The line that is being edited. */
  openId: string | null
  onOpen: (id: string | null) => void
}

/** The lines of a deal as a table; a click on one turns it into a form. */
export function LineTable(props: Lines) {
  const { lines, mayEdit, openId } = props
  return (
    <table className={classes.lines}>
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col">Quantity</th>
          <th scope="col">Unit price</th>
          <th scope="col">Ships</th>
          <th scope="col">Amount</th>
          {mayEdit && (
            <th scope="col">
              <VisuallyHidden>Edit or remove</VisuallyHidden>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Fragment key={line.id}>
            {openId === line.id ? <EditRow {...props} line={line} /> : <LineRow {...props} line={line} />}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function LineRow({ line, mayEdit, edit, onOpen }: Lines & { line: DealLine }) {
  const format = useFormat()
  const called = `${line.quantity} × ${line.itemName}`
  return (
    <tr>
      <th scope="row" data-part="item">
        {line.itemName}
        {line.itemCode && line.itemCode !== line.itemName && <span className={classes.code}>{line.itemCode}</span>}
      </th>
      <td data-label="Quantity">{format.decimal(line.quantity)}</td>
      <td data-label="Unit price">
        {line.unitPrice !== null && format.decimalMoney(line.unitPrice, line.currency)}
        {line.discount !== null && /[1-9]/.test(line.discount) && (
          <span className={classes.code}>−{format.percent(Number(line.discount))}</span>
        )}
      </td>
      <td data-label="Ships">{line.shipsOn && format.day(line.shipsOn)}</td>
      <td data-label="Amount">{format.money(line.amountMinor, line.currency)}</td>
      {mayEdit && (
        <td data-part="acts">
          <ActionIcon variant="subtle" size="md" aria-label={`Edit ${called}`} onClick={() => onOpen(line.id)}>
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            size="md"
            aria-label={`Remove ${called}`}
            disabled={edit.isPending}
            onClick={() => edit.remove(line)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </td>
      )}
    </tr>
  )
}

function EditRow({ line, currency, edit, onOpen }: Lines & { line: DealLine }) {
  return (
    <tr>
      <td colSpan={6} data-part="form">
        <LineForm
          line={line}
          submit="Save"
          currency={currency}
          isPending={edit.isPending}
          onSave={(facts) => edit.change(line, facts, () => onOpen(null))}
          onClose={() => onOpen(null)}
        />
      </td>
    </tr>
  )
}
