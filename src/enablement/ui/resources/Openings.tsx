import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Opening } from '../../schema.ts'

/** Who opened a resource, on which deal. */
export function Openings({ openings, total }: { openings: z.infer<typeof Opening>[]; total: number }) {
  const { moment, number } = useFormat()
  if (total === 0) return <Text c="dimmed">Nobody whom you see has opened it yet.</Text>
  return (
    <>
      <ul style={{ margin: 0, paddingLeft: '1.1em' }}>
        {openings.map(({ id, openedAt, person, deal }) => (
          <li key={id}>
            {`${person?.name ?? 'Somebody'}, ${moment(openedAt)}`}
            {deal && (
              <>
                {', on '}
                <Link to="/crm/deals" search={{ deal: deal.id } as never}>
                  {deal.name}
                </Link>
              </>
            )}
          </li>
        ))}
      </ul>
      {total > openings.length && <Text c="dimmed">{`and ${number(total - openings.length)} times before.`}</Text>}
    </>
  )
}
