import { Button, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Means } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { plansContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'
import { rowsOf } from './public/plan-rows.ts'
import classes from './supply.module.css'
import { TryMore } from './TryMore.tsx'
import { TryRepair } from './TryRepair.tsx'

/** Why the plan is as it is, in sentences: causes, what one more of each limit is worth, and where rules conflict the ways out. */
export function CausesPart({ plan }: { plan: PlanHead }) {
  const call = useCall(plansContract.explanation, { params: { id: plan.id }, query: { limit: 15 } })
  return (
    <Ready call={call} loading={<LoadingBlock height={320} />}>
      {({ summary, causes, worth, conflict }) => (
        <Stack gap="xl">
          <Lines
            title="In short"
            lines={summary.map((sentence) => ({ says: sentence.says, next: <Behind about={sentence.about} /> }))}
            none="Nothing to say of this plan."
          />
          {conflict && (
            <Lines
              title="What cannot be kept together"
              lines={[
                { says: conflict.says, next: null },
                ...conflict.repairs.map((repair) => ({
                  says: repair.says,
                  next: <TryRepair plan={plan} repair={repair} />,
                })),
              ]}
              none=""
            />
          )}
          <Lines
            title="What hurts, and why"
            lines={causes.map((cause) => ({ says: cause.says, next: <WhereFrom cause={cause} plan={plan} /> }))}
            none="Nothing is late, lost or dear."
          />
          <Lines
            title={worthTitle}
            lines={worth.map((each) => ({ says: each.says, next: <TryMore plan={plan} worth={each} /> }))}
            none="No limit binds: more of anything would be worth nothing."
          />
        </Stack>
      )}
    </Ready>
  )
}

type Line = { says: string; next: ReactNode }

/** Sentences with what can be done about each. */
function Lines({ title, lines, none }: { title: string; lines: readonly Line[]; none: string }) {
  const once = [...new Map(lines.map((line) => [line.says, line])).values()]
  return (
    <Section title={title} aside={<Worked of={title} />}>
      {once.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul className={classes.list} data-explained>
          {once.map(({ says, next }) => (
            <li key={says}>
              {says} {next}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

type About = z.output<typeof plansContract.explanation.reply>['summary'][number]['about']

const worthTitle = 'What more would be worth'
const linesAbout = {
  ...{ people: 'hours', late: 'backlog', lost: 'lost', overtime: 'overtime', subcontracted: 'subcontracted' },
  ...{ bought: 'bought', plan: 'demand', instead: 'used instead', beside: 'by-product', sent: 'moved in' },
  setups: 'hours',
} as const

/** Leads from a sentence about the whole plan to its money, to what limits are worth, or to its lines. */
function Behind({ about }: { about: About }) {
  if (about === 'money') return <NumberDoor value="Its money" door="margin" />
  if (about === 'worth') return <NumberBelow value="The limits" rows={worthTitle} />
  return <NumberDoor value="Its lines" door={rowsOf(linesAbout[about])} param="rows" />
}

type Cause = z.output<typeof plansContract.explanation.reply>['causes'][number]

/** Leads from a cause to what serves that item in that month. */
function WhereFrom({ cause, plan }: { cause: Cause; plan: PlanHead }) {
  const [, change] = useUrlParams()
  if ((cause.what !== 'late' && cause.what !== 'lost') || !cause.item || !plan.labels.includes(cause.period))
    return null
  return (
    <Button
      size="compact-xs"
      variant="default"
      ml="sm"
      aria-label={`What serves it: ${cause.about} in ${cause.period}`}
      onClick={() => change({ tab: 'pegging', item: cause.item, month: cause.period }, { push: true })}
    >
      What serves it
    </Button>
  )
}

/** How the sentences come about. */
function Worked({ of }: { of: string }) {
  return (
    <Means of={of}>
      Sentences are worked out from the solved plan: its quantities, the prices of its limits, and what the same plan
      would earn with one limit changed. Money is over all months of the plan.
    </Means>
  )
}
