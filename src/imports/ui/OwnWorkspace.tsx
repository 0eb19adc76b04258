import { Anchor, Paper, Text } from '@mantine/core'
import { useSession } from '#platform/ui/session.tsx'

/** In the demo, the user's own empty workspace comes first: the demo's figures are made up and should stay so. */
export function OwnWorkspace() {
  const { workspace, others } = useSession()
  const own = others.find((other) => !other.isDemo)
  if (!workspace.isDemo || !own) return null
  return (
    <Paper withBorder p="md" mb="lg" radius="md">
      <Text fw={600}>Your own data has a workspace of its own</Text>
      <Text size="sm" mt={4}>
        This is the demo company.{' '}
        {own.needsOwner ? 'Your own workspace is empty and waits for you: ' : 'Your own workspace is ready: '}
        <Anchor underline="always" href={`${own.basePath}/imports`}>
          open it
        </Anchor>
        {own.needsOwner && ' with the one-time link that was printed in the terminal when Drumbeat started'}, and drop
        your files there. Files dropped here are mixed with the made-up figures; each import can be undone.
      </Text>
    </Paper>
  )
}
