import { Anchor, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Attainment, AttainmentLine } from '#goals/schema.ts'
import { BulletBar } from '#platform/ui/charts/BulletBar.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import { evenPace } from './line.ts'
import classes from './overview.module.css'

const SHOWN = 8

/** The bullet of the whole, then of the people directly below, by gap in money. */
export function GoalPart(props: {
  call: { data: Attainment | undefined; error: unknown; refetch: () => unknown }
  line: AttainmentLine | null
}) {
  return (
    <Section
      title="Attainment against goal"
      aside={
        <Anchor component={Link} to={'/goals' as string}>
          All goals
        </Anchor>
      }
    >
      <Ready call={props.call} loading={<LoadingBlock height={180} />}>
        {(attainment) => (props.line ? <Bullets attainment={attainment} line={props.line} /> : <NoGoal />)}
      </Ready>
    </Section>
  )
}

function Bullets({ attainment, line }: { attainment: Attainment; line: AttainmentLine }) {
  const { shortMoney } = useFormat()
  const format = (minor: number) => shortMoney(minor)
  const below = attainment.people
    .filter((each) => isBelow(each, line, attainment))
    .sort((a, b) => (b.gapMinor ?? -Infinity) - (a.gapMinor ?? -Infinity))
  return (
    <div className={classes.bullets}>
      <BulletBar
        label={`${line.name}, ${attainment.period.label}`}
        actual={line.closedMinor}
        goal={line.quotaMinor}
        pace={evenPace(attainment, line)}
        format={format}
        to={goalPath(line)}
      />
      {below.length > 0 && (
        <ul className={classes.below}>
          {below.slice(0, SHOWN).map((each) => (
            <li key={each.subjectId}>
              <BulletBar
                label={each.name}
                actual={each.closedMinor}
                goal={each.quotaMinor}
                pace={evenPace(attainment, each)}
                format={format}
                to={goalPath(each)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Where the goal of a line is told, with the deals behind it. */
function goalPath({ subjectKind, subjectId }: AttainmentLine): string {
  return subjectKind === 'company' ? '/goals?door=closed' : `/goals?line=${subjectKind}.${subjectId ?? ''}`
}

/** The managers below the company or below one manager; a head without peers is passed over, as the line is the same sum. */
function isBelow(each: AttainmentLine, line: AttainmentLine, { people }: Attainment): boolean {
  if (line.subjectKind === 'person') return each.managerId === line.subjectId
  const heads = people.filter((person) => !people.some((other) => other.subjectId === person.managerId))
  let level = heads
  while (level.length === 1 && level[0]?.isRollUp)
    level = people.filter((person) => person.managerId === level[0]?.subjectId)
  return level.includes(each)
}

function NoGoal() {
  const { can } = useSession()
  return (
    <EmptyState
      title="No goal yet"
      teaches="Here you will see what was closed against the goal of the running quarter, person by person, sorted by the gap in money."
      needs="A quota for the company, a team or a person."
      action={
        can('goals:edit') && (
          <Button component={Link} to="/goals">
            Set a quota
          </Button>
        )
      }
    />
  )
}
