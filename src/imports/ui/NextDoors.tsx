import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSession } from '#platform/ui/session.tsx'
import { useKinds } from './use-kinds.ts'

/** After a load: where what came in can be seen, what was loaded last first. */
export function NextDoors({ loaded }: { loaded: string[] }) {
  const { can } = useSession()
  const { kinds } = useKinds()
  const open = kinds
    .flatMap(({ name, door }) => (door && loaded.includes(name) && can(door.permission) ? [door] : []))
    .reverse()
  const doors = open.filter((door, at) => open.findIndex((other) => other.to === door.to) === at)
  return (
    <Group gap="sm">
      {doors.slice(0, 3).map((door, at) => (
        <Button key={door.to} component={Link} to={door.to as string} variant={at === 0 ? 'filled' : 'default'}>
          {door.label}
        </Button>
      ))}
    </Group>
  )
}
