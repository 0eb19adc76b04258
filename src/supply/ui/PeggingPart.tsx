import { Group, NativeSelect, SegmentedControl, Stack } from '@mantine/core'
import type { z } from 'zod'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Defined, Means } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { screenAt, useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { plansContract, questionsContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'
import { PlanItemPicker } from './PlanItemPicker.tsx'
import { fromWords, shareWords, toWords } from './pegging-words.ts'
import { rowsOf } from './public/plan-rows.ts'
import classes from './supply.module.css'

type Direction = 'down' | 'up'
type Pegging = z.output<typeof questionsContract.pegging.reply>

/** From the demand of an item to the stock, lots, purchases and hours that serve it; or from its supply to whom it serves. */
export function PeggingPart({ plan }: { plan: PlanHead }) {
  const [search, change] = useUrlParams()
  const first = useCall(plansContract.items, { params: { id: plan.id }, query: { limit: 1 } })
  const item = search.item ?? first.data?.items[0]?.item
  const direction: Direction = search.direction === 'up' ? 'up' : 'down'
  const month = plan.labels.indexOf(search.month ?? '')
  return (
    <Ready call={first} loading={<LoadingBlock height={420} />}>
      {() => (
        <Stack gap="lg">
          <Group gap="sm">
            <PlanItemPicker plan={plan} value={item ?? null} onChange={(value) => change({ item: value })} />
            <SegmentedControl
              size="xs"
              aria-label="Direction"
              value={direction}
              onChange={(value) => change({ direction: value === 'down' ? null : value })}
              data={[
                { value: 'down', label: 'What serves its demand' },
                { value: 'up', label: 'Whom its supply serves' },
              ]}
            />
            <NativeSelect
              aria-label="Month"
              size="xs"
              value={month < 0 ? '' : plan.labels[month]}
              onChange={(event) => change({ month: event.currentTarget.value || null })}
              data={[{ value: '', label: 'All months' }, ...plan.labels.map((label) => ({ value: label, label }))]}
            />
          </Group>
          {item && <Chains plan={plan} asked={{ item, direction, month }} />}
        </Stack>
      )}
    </Ready>
  )
}

function Chains({
  plan,
  asked: { item, direction, month },
}: {
  plan: PlanHead
  asked: { item: string; direction: Direction; month: number }
}) {
  const { percent, number } = useFormat()
  const call = useCall(questionsContract.pegging, {
    params: { id: plan.id },
    query: { item, direction, ...(month >= 0 && { period: month + 1 }) },
  })
  return (
    <Ready call={call} loading={<LoadingBlock height={320} />}>
      {(pegging) => (
        <Stack gap="xl">
          <Answer
            rows={<NumberBelow value="The chain" rows="Chain from demand to supply" />}
            means={
              direction === 'down'
                ? 'Units that the plan sells in the months shown, with where each of them comes from: stock at the start, orders under way, or what the plan makes or buys. The chain below follows them link by link.'
                : 'Units that the plan has, makes or buys in the months shown, with what each of them becomes: sold as it is, or used for another item. The chain below follows them link by link.'
            }
          >
            {shareWords(pegging.steps, { item, direction, percent, number })}
          </Answer>
          {pegging.steps.length > 0 && <Steps pegging={pegging} plan={plan} item={item} />}
          {pegging.resources.length > 0 && (
            <Section
              title="Hours that this takes"
              aside={
                <Means of="Hours that this takes">
                  Hours of each resource that the plan uses to make these units and their parts, by the month in which
                  they are worked.
                </Means>
              }
            >
              <Hours pegging={pegging} plan={plan} />
            </Section>
          )}
        </Stack>
      )}
    </Ready>
  )
}

const mostShown = 200

function Steps({ pegging: { steps, labels }, plan, item }: { pegging: Pegging; plan: PlanHead; item: string }) {
  const { number } = useFormat()
  return (
    <ScrollRegion label="Chain from demand to supply">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col" className={classes.number}>
              <Defined
                name="Units"
                means="Units of the item that go this way in the plan. Lines further in are what the line above is made of."
              />
            </th>
            <th scope="col">Comes from</th>
            <th scope="col">Goes to</th>
          </tr>
        </thead>
        <tbody>
          {steps.slice(0, mostShown).map((step, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a chain has no identity beyond its place
            <tr key={at}>
              <th scope="row" style={{ paddingInlineStart: 12 + step.depth * 18 }}>
                <NumberLink
                  value={step.item}
                  to={screenAt('/supply', {
                    ...{ plan: plan.id, tab: 'pegging', item: step.item },
                    direction: step.item === item ? 'up' : null,
                  })}
                />
              </th>
              <td className={classes.number}>{number(step.quantity, step.quantity < 10 ? 1 : 0)}</td>
              <td>{fromWords(step.from, labels)}</td>
              <td>{toWords(step.to, labels)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {steps.length > mostShown && (
        <p data-explained>
          <NumberBelow
            value={`The first ${number(mostShown)} of ${number(steps.length)} links`}
            rows="Chain from demand to supply"
          />
          ; choose a month to see fewer.
        </p>
      )}
    </ScrollRegion>
  )
}

function Hours({ pegging: { resources, labels }, plan }: { pegging: Pegging; plan: PlanHead }) {
  const { number } = useFormat()
  const byResource = [...Map.groupBy(resources, ({ resource }) => resource)]
  return (
    <ul className={classes.list} data-explained>
      {byResource.map(([resource, some]) => (
        <li key={resource}>
          <NumberLink
            value={resource}
            to={screenAt('/supply', { plan: plan.id, tab: 'load', rows: rowsOf('hours', { resource }) })}
          />
          : {number(some.reduce((sum, { hours }) => sum + hours, 0))} hours (
          {some.map(({ period, hours }) => `${labels[period - 1]} ${number(hours)}`).join(', ')})
        </li>
      ))}
    </ul>
  )
}
