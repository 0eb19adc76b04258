import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconKeyboard, IconLogout } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { basePath } from '#platform/ui/base-path.ts'
import { reach } from '#platform/ui/call.ts'
import { useSession } from '#platform/ui/session.tsx'
import { toastError } from '#platform/ui/toast.tsx'
import { HelpItem } from './HelpSign.tsx'

/** Who is signed in, as what, and the way out. */
export function UserMenu({ onKeys }: { onKeys: () => void }) {
  const { user, workspace } = useSession()
  const cache = useQueryClient()
  async function signOut(): Promise<void> {
    const headers = { 'content-type': 'application/json', 'x-drumbeat': '1' }
    await reach(`${basePath()}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' })
    await cache.resetQueries()
  }
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton>
          <Avatar size={32} radius="xl" color="indigo" variant="light">
            {initials(user.name)}
          </Avatar>
          <VisuallyHidden>
            {user.name}, {user.roleName}
          </VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--ink)">
            {user.name}
          </Text>
          <Text size="xs">{user.roleName}</Text>
          <Text size="xs">{user.email}</Text>
        </Menu.Label>
        <Menu.Divider />
        <HelpItem />
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onKeys}>
          Keys
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut().catch(toastError)}>
          {workspace.oneClick ? 'Sign out, or change role' : 'Sign out'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase()
}
