import { Select } from '@mantine/core'
import type { z } from 'zod'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Page, Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { pushesContract } from '../../pushes/contract.ts'
import classes from '../process.module.css'
import { LeversGrid } from './LeversGrid.tsx'
import { PushesList } from './PushesList.tsx'

const gain =
  'What the running quarter is expected to win more than without, were the stage passed so many days sooner, from a simulation of every open deal of the team; one in ten simulated quarters gains less than the range, one in ten more. Closed deals and the other teams stay as they are.'

/** Where to push: which stage of which team, shortened, brings most this quarter; and what came of earlier pushes. */
export function WhereToPushScreen() {
  const [days, setDays] = useUrlParam('days')
  const call = useCall(pushesContract.levers, { query: { days: Number(days ?? 3) } })
  const first = call.data?.levers[0]
  return (
    <Page
      title="Where to push"
      answer={
        call.data &&
        (first ? (
          <Answer
            means={gain}
            rows={<NumberLink value="Its deals" to={`/crm/deals?outcome=open&team=${first.teamId}`} />}
          >
            {first.says}.
          </Answer>
        ) : (
          <Answer tone="uncertain" means={gain}>
            {call.data.why}
          </Answer>
        ))
      }
      actions={
        <Select
          size="xs"
          aria-label="Shorten by"
          data={[1, 2, 3, 5, 10].map((each) => ({
            value: String(each),
            label: `Shorten by ${each} ${each === 1 ? 'day' : 'days'}`,
          }))}
          value={days ?? '3'}
          allowDeselect={false}
          onChange={(value) => setDays(value === '3' ? null : value)}
        />
      }
    >
      <Ready call={call}>{(data) => <Levers data={data} />}</Ready>
      <PushesList />
    </Page>
  )
}

function Levers({ data }: { data: z.output<(typeof pushesContract)['levers']['reply']> }) {
  const { levers, currency, assumptions, why } = data
  if (levers.length === 0)
    return (
      <EmptyState
        title="Nothing to say yet"
        teaches="Here you will see which stage of which team, were it passed some days sooner, brings most money into this quarter."
        needs={why ?? ''}
      />
    )
  return (
    <>
      <LeversGrid levers={levers} currency={currency} />
      <Section title="What this takes for granted">
        <ul className={classes.assumptions}>
          {assumptions.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}
