import { Anchor, List } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { openPath } from '#crm/ui/public/open-path.ts'
import { wonPath } from '#crm/ui/public/won-path.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { HandOverPreview } from '../quotas/plan/contract.ts'

/** The money of a hand-over in sentences: the quota by days, what was closed, what is open, and who is paid for it. */
export function WhatMoves({ found, taker }: { found: HandOverPreview; taker: string }) {
  const { day, money, number } = useFormat()
  const { personId, personName, startsOn, on, endsOn, before, after, plans } = found
  const quota = (minor: number) => money(minor, found.currency)
  const worth = (minor: number) => money(minor, found.companyCurrency)
  const whose = { owner: personId }
  const deals = (to: string, count: number) => (
    <Anchor component={Link} to={to as never} size="sm" underline="always">
      {number(count)} {count === 1 ? 'deal' : 'deals'}
    </Anchor>
  )
  const closedIn = (closed: HandOverPreview['before'], days: { from: string; to: string }) => (
    <>
      {closed.closedDeals > 0 && <> in {deals(wonPath(days, { whose }), closed.closedDeals)}</>}
      {closed.closedLines > 0 && ` in ${number(closed.closedLines)} order lines`}
    </>
  )
  return (
    <List size="sm" spacing={6}>
      <List.Item>
        Of the quota of {quota(found.amountMinor)}, {personName} keeps {quota(found.leavingMinor)} for the days before{' '}
        {day(on)}; {quota(found.comingMinor)} go to {taker}, by days.
      </List.Item>
      <List.Item>
        What {personName} closed before that day stays with {personName}: {worth(before.closedMinor)}
        {closedIn(before, { from: startsOn, to: on })}.
      </List.Item>
      {after.closedDeals + after.closedLines > 0 && (
        <List.Item>
          {worth(after.closedMinor)}
          {closedIn(after, { from: on, to: endsOn })} closed from {day(on)} on stay with {personName} too, but count
          towards no quota of {personName}.
        </List.Item>
      )}
      <List.Item>
        {after.openDeals > 0 ? (
          <>
            {worth(after.openMinor)} in {deals(openPath({ from: on, to: endsOn }, whose), after.openDeals)} due from{' '}
            {day(on)} on are still {personName}’s: hand them over there, or they will count for {personName}.
          </>
        ) : (
          `No deal of ${personName} is open for these days.`
        )}
      </List.Item>
      <List.Item>
        {plans.length > 0 ? (
          <>
            {plans.map(({ name }) => name).join(', ')} {plans.length === 1 ? 'pays' : 'pay'} each deal to its owner on
            the day it is closed; locked statements do not change. See under{' '}
            <Anchor component={Link} to={'/goals/incentives?tab=plans' as never} size="sm" underline="always">
              Incentives
            </Anchor>{' '}
            that {taker} takes part from {day(on)} on.
          </>
        ) : (
          `No incentive plan pays ${personName} from ${day(on)} on.`
        )}
      </List.Item>
      <List.Item>Both are asked to accept their parts anew.</List.Item>
    </List>
  )
}
