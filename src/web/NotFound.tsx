import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Page } from '#platform/ui/page/Page.tsx'

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page title="Not here">
      <EmptyState
        title="There is no screen at this address"
        teaches="The link may be old, or it may have lost a letter on the way. The menu and the search (Ctrl or Cmd + K) lead everywhere."
        action={
          <Button component={Link} to="/">
            Go to the first screen
          </Button>
        }
      />
    </Page>
  )
}
