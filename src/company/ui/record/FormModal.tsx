import { Modal } from '@mantine/core'
import type { ComponentProps } from 'react'
import { RecordForm } from './RecordForm.tsx'

/** A form over the page, for one step with few fields. */
export function FormModal<Name extends string>(
  props: { title: string; onClose: () => void } & ComponentProps<typeof RecordForm<Name>>,
) {
  const { title, onClose, ...form } = props
  return (
    <Modal opened onClose={onClose} title={title} size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
      <RecordForm {...form} onCancel={onClose} />
    </Modal>
  )
}
