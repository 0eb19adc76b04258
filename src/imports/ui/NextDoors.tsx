import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSession } from '#platform/ui/session.tsx'
import type { Kind } from '../schema.ts'

const doors: { label: string; to: string; permission: string; opens: Kind[] }[] = [
  { label: 'See the deals', to: '/crm/deals', permission: 'crm:read', opens: ['deals', 'deal history'] },
  { label: 'See the demand', to: '/demand', permission: 'demand:read', opens: ['order lines'] },
  { label: 'See the goals', to: '/goals', permission: 'goals:read', opens: ['quotas'] },
  { label: 'See the accounts', to: '/crm/accounts', permission: 'crm:read', opens: ['accounts'] },
  { label: 'See the company', to: '/company', permission: 'company:read', opens: ['people', 'items'] },
]

/** After a load: where what came in can be seen, the most telling place first. */
export function NextDoors({ kinds }: { kinds: Kind[] }) {
  const { can } = useSession()
  const open = doors.filter((door) => can(door.permission) && door.opens.some((kind) => kinds.includes(kind)))
  return (
    <Group gap="sm">
      {open.slice(0, 3).map((door, at) => (
        <Button key={door.to} component={Link} to={door.to as string} variant={at === 0 ? 'filled' : 'default'}>
          {door.label}
        </Button>
      ))}
    </Group>
  )
}
