import { Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { useSession } from '#platform/ui/session.tsx'
import { doorOf } from './SignIn.tsx'
import classes from './shell.module.css'

/** The company at hand, and the way to the other workspace. */
export function WorkspaceSwitch() {
  const { company, workspace, others } = useSession()
  const name = (
    <span className={classes.company}>
      <span className={classes.companyName}>{company.name}</span>
      {workspace.isDemo && <span className={classes.demo}>Demo</span>}
    </span>
  )
  if (others.length === 0) return name
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <UnstyledButton className={classes.switch}>
          <VisuallyHidden>Workspace</VisuallyHidden>
          {name}
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Workspaces</Menu.Label>
        <Menu.Item rightSection={<IconCheck size={16} aria-label="open" />}>{company.name}</Menu.Item>
        {others.map((other) => (
          <Menu.Item key={other.name} component="a" href={doorOf(other)}>
            {other.isDemo ? 'Demo company' : 'Your own workspace'}
            <Text size="xs" c="dimmed">
              {aboutWorkspace(other)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function aboutWorkspace(other: { isDemo: boolean; needsOwner: boolean }): string {
  if (other.isDemo) return 'Generated data to look around in'
  return other.needsOwner ? 'Empty; claim it with the link in the terminal' : 'Your data'
}
