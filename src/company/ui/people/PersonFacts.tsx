import { Anchor, Badge, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSession } from '#platform/ui/session.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { PersonDetail } from '../../people/contract.ts'
import classes from '../company.module.css'
import { useRoleName } from '../public/use-role-name.ts'
import { PersonLink } from './PersonLink.tsx'

/** What is known of a person today. */
export function PersonFacts({ person }: { person: PersonDetail }) {
  const { day } = useFormat()
  const { can } = useSession()
  const roleName = useRoleName()
  return (
    <dl className={classes.facts} data-explained>
      <Fact term="Reports to">{person.manager ? <PersonLink {...person.manager} /> : 'nobody'}</Fact>
      <Fact term="Team">{person.team?.name ?? 'none'}</Fact>
      {person.directReports.length > 0 && (
        <Fact term={`Leads ${person.directReports.length}`}>
          <Group gap="4px 12px">
            {person.directReports.map((report) => (
              <PersonLink key={report.id} {...report} />
            ))}
          </Group>
        </Fact>
      )}
      {person.email && (
        <Fact term="E-mail">
          <Anchor href={`mailto:${person.email}`}>{person.email}</Anchor>
        </Fact>
      )}
      {person.hiredOn && <Fact term="Here since">{day(person.hiredOn)}</Fact>}
      {person.leftOn && <Fact term="Last day">{day(person.leftOn)}</Fact>}
      {person.timeZone && <Fact term="Time zone">{person.timeZone.replaceAll('_', ' ')}</Fact>}
      {person.externalId && <Fact term="Outside id">{person.externalId}</Fact>}
      <Fact term="Login">
        {person.login ? (
          <Group gap="xs">
            <Text span inherit>
              {roleName(person.login.role)}
            </Text>
            {person.login.disabledAt && (
              <Badge variant="default" size="sm">
                closed
              </Badge>
            )}
          </Group>
        ) : (
          <Text span inherit c="dimmed">
            none{can('users:manage') && !person.erasedAt ? '; invite them under Settings, Users' : ''}
          </Text>
        )}
      </Fact>
    </dl>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  )
}
