import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { useSession } from '#platform/ui/session.tsx'

/** A screen that the role of the user does not include. */
export function NotYours({ title }: { title: string }) {
  const { user } = useSession()
  return (
    <Page title={title}>
      <EmptyState
        title={`This screen is not part of your role (${user.roleName.toLowerCase()})`}
        teaches="What each role sees stands under Settings, Roles. Whoever runs this workspace can give you another."
        action={
          <Button component={Link} to="/">
            Go to the first screen
          </Button>
        }
      />
    </Page>
  )
}
