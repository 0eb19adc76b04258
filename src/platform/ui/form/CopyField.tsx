import { Button, CopyButton, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './form.module.css'

/** A text to take along, with a button that copies it. */
export function CopyField({ label, text }: { label: string; text: string }) {
  return (
    <div className={classes.copy}>
      <TextInput label={label} value={text} readOnly onFocus={(event) => event.currentTarget.select()} />
      <CopyButton value={text} timeout={3000}>
        {({ copied, copy }) => (
          <Button
            variant={copied ? 'light' : 'default'}
            onClick={copy}
            leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
