import { Anchor, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Attainment, AttainmentLine } from '#goals/schema.ts'
import { BulletBar } from '#platform/ui/charts/BulletBar.tsx'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import { evenPace } from './line.ts'
import classes from './overview.module.css'

const SHOWN = 8

/** "Q4 FY26 has closed $3.1 M of a goal of $4.5 M, 69 %; an even pace would be at 58 %." */
export function GoalSentence({ attainment, line }: { attainment: Attainment; line: AttainmentLine | null }) {
  const { shortMoney, percent } = useFormat()
  const { label } = attainment.period
  if (!line) return <Answer>No goal is set for {label} that you can see.</Answer>
  const closed = <NumberDoor value={shortMoney(line.closedMinor)} door="closed" label={`Closed in ${label}`} />
  if (line.quotaMinor === null || line.attainment === null) {
    return (
      <Answer>
        {label} has closed {closed}. No goal is set to hold it against.
      </Answer>
    )
  }
  const pace = evenPace(attainment, line) ?? 0
  const tone = line.closedMinor >= pace ? 'ahead' : 'behind'
  return (
    <Answer tone={tone} since={sinceWords(attainment, line, shortMoney)}>
      {label} has closed {closed} of a goal of {shortMoney(line.quotaMinor)}, {percent(line.attainment)}; an even pace
      would be at {percent(attainment.elapsed)}.
    </Answer>
  )
}

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
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
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

function sinceWords(attainment: Attainment, line: AttainmentLine, shortMoney: (minor: number) => string): string {
  const gap = line.gapMinor ?? 0
  const daysLeft = Math.max(
    0,
    Math.round((Date.parse(attainment.period.to) - Date.parse(attainment.today)) / 86_400_000) - 1,
  )
  const days = `${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left`
  if (gap <= 0) return `${shortMoney(-gap)} above the goal with ${days}.`
  return `${shortMoney(gap)} to go with ${days}; ${shortMoney(line.openMinor)} of open pipeline is due in this period.`
}
