import { Anchor, Badge, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Timeline } from '#platform/ui/page/Timeline.tsx'
import { Panels } from '#platform/ui/panels.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { leaveContract } from '../../leave/contract.ts'
import { type PersonDetail, peopleContract } from '../../people/contract.ts'
import classes from '../company.module.css'
import { LeaveList } from '../public/LeaveList.tsx'
import { PersonActions } from './PersonActions.tsx'
import { PersonFacts } from './PersonFacts.tsx'
import { historyOf } from './person-history.ts'

/** One person: what holds today, what one can do, and the dated history. */
export function PersonPanel({ id }: { id: string }) {
  const person = useCall(peopleContract.detail, { params: { id } }, { keepPrevious: false })
  return <Ready call={person}>{(data) => <Shown person={data} />}</Ready>
}

/** The leave of a person, where one sees it. */
function LeaveOf({ person: { id, erasedAt } }: { person: PersonDetail }) {
  const { data } = useCall(leaveContract.leave, { query: { personId: id } })
  if (erasedAt || !data?.people.some((each) => each.id === id)) return null
  return (
    <Section title="Leave">
      <LeaveList personId={id} />
    </Section>
  )
}

function Shown({ person }: { person: PersonDetail }) {
  const { can } = useSession()
  const { day } = useFormat()
  const history = historyOf(person)
  return (
    <div className={classes.person}>
      <div>
        <Group gap="sm">
          <h2 className={classes.name}>{person.name}</h2>
          {person.leftOn && (
            <Badge variant="default" size="sm">
              left
            </Badge>
          )}
        </Group>
        {person.title && <Text c="dimmed">{person.title}</Text>}
        {person.erasedAt && (
          <Text c="dimmed">Erased on {day(person.erasedAt.slice(0, 10))}. Deals, totals and history stay.</Text>
        )}
      </div>
      <PersonActions person={person} />
      <PersonFacts person={person} />
      <LeaveOf person={person} />
      <Panels noun="person" id={person.id} />
      {history.length > 0 && (
        <Timeline
          label={`History of ${person.name}`}
          entries={history.map(({ id, on, what, from, to }) => ({
            id,
            at: day(on),
            // Only a change has two sides; the first manager or team is told in the sentence.
            ...(from !== null && to !== null
              ? { what, from, to }
              : { what: [what, from ?? to].filter(Boolean).join(' ') }),
          }))}
        />
      )}
      {can('audit:read') && (
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link {...props} to="/settings" search={{ tab: 'audit', noun: 'person', subject: person.id } as never} />
          )}
        >
          Who changed this, and when
        </Anchor>
      )}
    </div>
  )
}
