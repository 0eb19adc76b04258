import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { keepTyped } from './keep-typed.ts'

/** A small window over the page for one step. Its head is no landmark: the page has its own. */
export function Dialog(props: { title: string; size?: 'md' | 'lg'; onClose: () => void; children: ReactNode }) {
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      size={props.size ?? 'md'}
      closeButtonProps={{ 'aria-label': 'Close' }}
      styles={{ title: { fontWeight: 600, fontSize: '1rem' } }}
      onInputCapture={keepTyped}
      attributes={{ header: { role: 'presentation' } }}
    >
      {props.children}
    </Modal>
  )
}
