import { dayAfter } from '@drumbeat/periods'
import { Button, Fieldset, Group, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { companyContract } from '#company/contract.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { incentivesContract } from '../../../incentives/contract.ts'
import classes from '../incentives.module.css'

type Question = z.input<(typeof incentivesContract)['whatIf']['body']>
type Reply = z.output<(typeof incentivesContract)['whatIf']['reply']>
type Props = { planId: string | null; read: () => Pick<Question, 'terms' | 'participants'> | null }

/** What the typed terms would have paid for days that are over, before anything is saved; the last quarter unless others are said. */
export function PastPeriod({ planId, read }: Props) {
  const last = useLastQuarter()
  const [typed, setTyped] = useState<{ from?: string; to?: string }>({})
  const { from, to } = { ...last, ...typed }
  const tried = useCommand(incentivesContract.whatIf, { quiet: true })
  function preview(): void {
    const given = read()
    if (given && from && to) tried.mutate({ body: { planId, from, to, ...given } })
  }
  return (
    <Fieldset legend="What a past period would have paid">
      <Stack gap="sm">
        <Group gap="sm" align="end">
          <TextInput
            type="date"
            label="From"
            value={from ?? ''}
            onChange={(event) => setTyped({ ...typed, from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label="Until the day before"
            value={to ?? ''}
            onChange={(event) => setTyped({ ...typed, to: event.currentTarget.value })}
          />
          <Button variant="default" loading={tried.isPending} disabled={!from || !to} onClick={preview}>
            Preview
          </Button>
        </Group>
        <Refused error={tried.error} />
        {tried.data && <Paid found={tried.data} isNew={planId === null} />}
      </Stack>
    </Fieldset>
  )
}

function Paid({ found, isNew }: { found: Reply; isNew: boolean }) {
  const { money, percent, decimalMoney, number } = useFormat()
  const { currency, people, problems, nowMinor, thenMinor, credited, costThen } = found
  return (
    <>
      <p className={classes.sentence} aria-live="polite">
        These terms would have paid {money(thenMinor, currency)}
        {!isNew && `, where the terms as they stand pay ${money(nowMinor, currency)}`}, for{' '}
        {decimalMoney(credited, currency)} of credit
        {costThen !== null && `: ${percent(costThen, 1)} of it`}.
      </p>
      {people.length === 0 ? (
        <p className={classes.note}>Nobody takes part on these days, so nobody would have been paid.</p>
      ) : (
        <ScrollRegion label="What each person would have been paid">
          <table className={`${classes.table} ${classes.preview}`}>
            <thead>
              <tr>
                <th>Person</th>
                <th className={classes.figure}>Credit</th>
                {!isNew && <th className={classes.figure}>Now</th>}
                <th className={classes.figure}>By these terms</th>
              </tr>
            </thead>
            <tbody>
              {people.map((each) => (
                <tr key={each.personId}>
                  <th scope="row">{each.personName}</th>
                  <td className={classes.figure}>{decimalMoney(each.credited, currency)}</td>
                  {!isNew && <td className={classes.figure}>{money(each.nowMinor, currency)}</td>}
                  <td className={classes.figure}>{money(each.thenMinor, currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {problems.length > 0 && (
        <p className={classes.note}>
          {number(problems.length)} {problems.length === 1 ? 'credit or person has' : 'credits or people have'} a
          problem, such as: {problems[0]!.message}
        </p>
      )}
    </>
  )
}

/** The last quarter that is over, by the fiscal calendar. */
function useLastQuarter(): { from?: string; to?: string } {
  const today = useCall(companyContract.today).data?.today
  const asked = { from: today ? dayAfter(today, -200) : '', to: today ?? '' }
  const call = useCall(companyContract.calendar, { query: asked }, { enabled: today !== undefined })
  const last = today && call.data?.quarters.findLast(({ endsOn }) => endsOn <= today)
  return last ? { from: last.startsOn, to: last.endsOn } : {}
}
