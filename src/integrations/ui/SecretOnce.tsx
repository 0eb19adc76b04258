import { Button, CopyButton, Stack, Text, TextInput } from '@mantine/core'

/** A secret, shown this once, with a button that copies it. */
export function SecretOnce({ secret, says, onDone }: { secret: string; says: string; onDone: () => void }) {
  return (
    <Stack gap="md">
      <TextInput label="Secret" value={secret} readOnly onFocus={(event) => event.currentTarget.select()} />
      <Text size="sm">{says}</Text>
      <CopyButton value={secret} timeout={3000}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
      <Button onClick={onDone}>Done</Button>
    </Stack>
  )
}
