import { Button, Stack, Text } from '@mantine/core'
import { CopyField } from '#platform/ui/form/CopyField.tsx'

/** A secret, shown this once, with a button that copies it. */
export function SecretOnce({ secret, says, onDone }: { secret: string; says: string; onDone: () => void }) {
  return (
    <Stack gap="md">
      <CopyField label="Secret" text={secret} />
      <Text size="sm">{says}</Text>
      <Button onClick={onDone}>Done</Button>
    </Stack>
  )
}
