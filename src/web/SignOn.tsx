import { Alert, Button, Divider, Stack } from '@mantine/core'
import { basePath } from '#platform/ui/base-path.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { settingsContract } from '#settings/contract.ts'

/** A button for each identity provider, and why the last try by one was refused. */
export function SignOn() {
  const { data } = useCall(settingsContract.ways)
  if (!data || (data.providers.length === 0 && data.refused === null)) return null
  return (
    <Stack gap="sm" mb="lg">
      {data.refused && (
        <Alert color="vermilion" title={data.refused.message} role="alert">
          {data.refused.wayOut}
        </Alert>
      )}
      {data.providers.map(({ key, name }) => (
        <Button
          key={key}
          component="a"
          href={`${basePath()}/api/settings/sign-on/${key}/begin${cameFor()}`}
          variant="default"
          size="md"
          fullWidth
        >
          Continue with {name}
        </Button>
      ))}
      {data.providers.length > 0 && <Divider label="or with a password" labelPosition="center" mt="xs" />}
    </Stack>
  )
}

/** The page that somebody wanted before they were asked to sign in. */
function cameFor(): string {
  const { pathname, search } = window.location
  const to = `${pathname.slice(basePath().length)}${search}`
  return to === '/' || to.startsWith('/sign-in') ? '' : `?to=${encodeURIComponent(to)}`
}
