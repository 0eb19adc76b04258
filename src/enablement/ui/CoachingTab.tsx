import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { CoachingMoment } from '../coaching/contract.ts'
import { enablementContract } from '../contract.ts'
import classes from './enablement.module.css'

type Moment = z.infer<typeof CoachingMoment>

/** When a talk would help, person by person. */
export function CoachingTab() {
  const call = useCall(enablementContract.coaching)
  const { day } = useFormat()
  return (
    <Ready call={call} loading={<LoadingBlock height={420} />}>
      {({ moments, since }) =>
        moments.length === 0 ? (
          <EmptyState
            title="Nothing stands out"
            teaches="Here stands when a talk would help: stages from which somebody's deals go on less often than those of others, deals pushed three times, deals quiet for three weeks."
          />
        ) : (
          <>
            <Explained
              of="Coaching moments"
              means="A deal went on from a stage when it came to a later one or was won; those that are still open and came no further are not counted. A stage is named when somebody's deals go on from it less often than those of all others, more than chance explains. Pushed deals moved their expected close at least three times; quiet ones saw nothing for three weeks."
            >
              {`Stages are compared since ${day(since)}; of the stages named at most a tenth is named by chance.`}
            </Explained>
            <div className={classes.pair}>
              {[...Map.groupBy(moments, ({ person }) => person.id).values()].map((own) => (
                <Person key={own[0]!.person.id} moments={own} />
              ))}
            </div>
          </>
        )
      }
    </Ready>
  )
}

function Person({ moments }: { moments: Moment[] }) {
  return (
    <Section title={moments[0]!.person.name}>
      <ul className={classes.helps} data-explained>
        {moments.map((moment) => (
          <li key={`${moment.kind} ${moment.stage}`}>
            {moment.says} <Deals deals={moment.deals} />
            {moment.helps.length > 0 && (
              <Text size="sm" c="dimmed">{`Helps: ${moment.helps.map(({ name }) => name).join(', ')}`}</Text>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const SHOWN = 3

function Deals({ deals }: { deals: Moment['deals'] }) {
  return deals.slice(0, SHOWN).map(({ id, name }, at) => (
    <span key={id}>
      {at > 0 && ', '}
      <Link to="/crm/deals" search={{ deal: id } as never}>
        {name}
      </Link>
      {at === SHOWN - 1 && deals.length > SHOWN && ' …'}
    </span>
  ))
}
