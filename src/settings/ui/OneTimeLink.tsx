import { Text } from '@mantine/core'
import { CopyField } from '#platform/ui/form/CopyField.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'

type OneTimeLinkProps = { label: string; made: { link: string; mailed: boolean; expiresAt: string } }

/** A link that works once, to be copied or already mailed. */
export function OneTimeLink({ label, made }: OneTimeLinkProps) {
  const { day } = useFormat()
  return (
    <div>
      <CopyField label={label} text={made.link} />
      <Text size="sm" c="dimmed" mt={6}>
        {made.mailed ? 'It was mailed as well.' : 'Send it yourself: no mail server is set up.'} It works once, until{' '}
        {day(made.expiresAt.slice(0, 10))}, and is not shown again.
      </Text>
    </div>
  )
}
