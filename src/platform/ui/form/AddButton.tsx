import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useSession } from '../session.tsx'
import { useUrlParam } from '../url-state.ts'

/** Opens the drawer `param` on a new record; shown to those who have the permission to add one. */
export function AddButton({ param, may, children }: { param: string; may: string; children: string }) {
  const { can } = useSession()
  const [, open] = useUrlParam(param)
  if (!can(may)) return null
  return (
    <Button
      variant="default"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => open('new', { push: true })}
    >
      {children}
    </Button>
  )
}
