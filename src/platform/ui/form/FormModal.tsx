import type { ComponentProps } from 'react'
import { Dialog } from './Dialog.tsx'
import { RecordForm } from './RecordForm.tsx'

/** A form over the page, for one step with few fields. */
export function FormModal<Name extends string>(
  props: { title: string; onClose: () => void } & ComponentProps<typeof RecordForm<Name>>,
) {
  const { title, onClose, ...form } = props
  return (
    <Dialog onClose={onClose} title={title}>
      <RecordForm {...form} onCancel={onClose} />
    </Dialog>
  )
}
