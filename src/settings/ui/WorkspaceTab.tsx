import { Text } from '@mantine/core'
import { ProfileForm } from '#company/ui/public/ProfileForm.tsx'
import { useSession } from '#platform/ui/session.tsx'
import classes from './settings.module.css'

/** The company of this workspace; those who may not change it read it. */
export function WorkspaceTab() {
  const { can } = useSession()
  return (
    <div className={classes.form}>
      {!can('settings:edit') && (
        <Text c="dimmed" size="sm" mb="md">
          Only an owner changes these.
        </Text>
      )}
      <ProfileForm />
    </div>
  )
}
