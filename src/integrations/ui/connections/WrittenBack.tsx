import { List } from '@mantine/core'
import { Section } from '#platform/ui/page/Page.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { integrationsContract } from '../../contract.ts'

const MOST = 6

/** In the drawer of a deal: which of its fields and calls went back to the CRM, and which did not, and why. */
export function WrittenBack({ id }: { id: string }) {
  const { instant, day } = useFormat()
  const { data } = useCall(integrationsContract.dealWrites, { params: { id } })
  if (!data || data.writes.length === 0) return null
  return (
    <Section title="Written back">
      <List size="sm" spacing="xs">
        {data.writes.slice(0, MOST).map(({ id: line, field, after, state, connection, says, at }) => (
          <List.Item key={line}>
            {field}
            {after && ` ${field === 'expected close' || field === 'call' ? day(after) : after}`}:{' '}
            {state === 'written' ? `written to ${connection}` : `not written to ${connection}`}, {instant(at)}
            {says && `. ${says}`}
          </List.Item>
        ))}
      </List>
    </Section>
  )
}
WrittenBack.displayName = 'WrittenBack'
