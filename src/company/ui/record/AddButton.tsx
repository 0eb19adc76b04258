import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'

/** Opens the drawer `param` on a new record; shown to those who may edit the company. */
export function AddButton({ param, children }: { param: string; children: string }) {
  const { can } = useSession()
  const [, open] = useUrlParam(param)
  if (!can('company:edit')) return null
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
