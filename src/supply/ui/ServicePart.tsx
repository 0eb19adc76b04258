import { Stack } from '@mantine/core'
import { useMemo } from 'react'
import type { z } from 'zod'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { FilterChips } from '#platform/ui/page/FilterChips.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Defined } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { screenAt, useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { questionsContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'
import classes from './supply.module.css'
import { useWhole } from './use-whole.ts'

type Service = z.output<typeof questionsContract.service.reply>
type Item = Service['items'][number]

/** What each point of service costs: safety stock in money at several levels, by family, and item by item beside what is stated. */
export function ServicePart({ plan }: { plan: PlanHead }) {
  const call = useCall(questionsContract.service, { query: { by: 'family' } })
  const whole = useWhole(plan)
  return (
    <Ready call={call} loading={<LoadingBlock height={420} />}>
      {({ families }) =>
        families.length === 0 ? (
          <EmptyState
            title="No forecast to go by"
            teaches="Safety stock follows from the error of each item's own forecast. It appears once demand is forecast."
          />
        ) : (
          <Stack gap="xl">
            <Answer means="The safety stock that each item's own forecast error over its lead time and a month of review asks for to reach its target, at cost. One more point is what it takes to have each target one hundredth higher, at most 99.99 %.">
              Safety stock for the service targets is worth{' '}
              <NumberBelow value={whole(sum(families.map(({ money }) => money)))} rows="Items" label="Safety stock" />.
              One more point of service everywhere takes{' '}
              <NumberBelow
                value={whole(sum(families.map(({ nextPoint }) => nextPoint)))}
                rows="Items"
                label="One more point"
              />{' '}
              more.
            </Answer>
            <Section title="Stock by level of service">
              <Ladder families={families} plan={plan} />
            </Section>
            <Section title="Item by item">
              <Items plan={plan} />
            </Section>
          </Stack>
        )
      }
    </Ready>
  )
}

function Ladder({ families, plan }: { families: Service['families']; plan: PlanHead }) {
  const { percent, number } = useFormat()
  const whole = useWhole(plan)
  const levels = families[0]!.ladder.map(({ fillRate }) => fillRate)
  return (
    <ScrollRegion label="Money in safety stock by level of service">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Family</th>
            {levels.map((level) => (
              <th key={level} scope="col" className={classes.number}>
                <Defined
                  name={percent(level, 1)}
                  means={`Safety stock at cost, were ${percent(level, 1)} of the units of each item to be served from stock.`}
                />
              </th>
            ))}
            <th scope="col" className={classes.number}>
              <Defined name="At the targets" means="Safety stock at cost at the target that each item has now." />
            </th>
            <th scope="col" className={classes.number}>
              <Defined name="One more point" means="Money in stock that one more point of service takes." />
            </th>
          </tr>
        </thead>
        <tbody>
          {families.map((each) => (
            <tr key={each.family}>
              <th scope="row">
                <NumberLink
                  value={each.family ?? 'No family'}
                  to={screenAt('/supply', { plan: plan.id, tab: 'service', family: familyKey(each) })}
                />
              </th>
              {each.ladder.map(({ fillRate, money }) => (
                <td key={fillRate} className={classes.number}>
                  {number(Math.round(money))}
                </td>
              ))}
              <td className={classes.number}>{whole(each.money)}</td>
              <td className={classes.number}>{whole(each.nextPoint)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

type InFamily = { family: string | null }

function familyOf({ family }: InFamily): string {
  return family ?? 'No family'
}

/** Chosen families stand with commas between them in the address; a name may hold one. */
function familyKey(row: InFamily): string {
  return encodeURIComponent(familyOf(row))
}

function Items({ plan }: { plan: PlanHead }) {
  const call = useCall(questionsContract.service, { query: { by: 'item', limit: 5_000 } })
  const { number, percent } = useFormat()
  const whole = useWhole(plan)
  const [search] = useUrlParams()
  const chosen = (search.family ?? '').split(',').filter(Boolean)
  const columns = useMemo((): Column<Item>[] => {
    const figure = (id: keyof Item, header: string, more: Partial<Column<Item>>): Column<Item> => ({
      ...{ id, header, kind: 'number', width: 130, value: (row) => row[id] as number | null },
      cell: (row) => (row[id] === null ? '' : number(Math.round(row[id] as number))),
      ...more,
    })
    return [
      { id: 'item', header: 'Item', value: (row) => row.item, width: 130, phone: 'title' },
      { id: 'family', header: 'Family', value: (row) => row.family, grow: true, phone: 'aside' },
      figure('target', 'Target', {
        definition: 'The share of units to be served from stock.',
        width: 90,
        cell: (row) => percent(row.target, 1),
        adds: false,
      }),
      figure('safetyStock', 'Safety stock', {
        definition: 'Units that the forecast error over lead time and a month of review asks for.',
        phone: 'line',
      }),
      figure('statedSafetyStock', 'Stated', {
        definition: 'Safety stock that somebody stated; it stands in the plan instead.',
        width: 100,
      }),
      figure('money', 'Money', { definition: 'Safety stock at cost.', cell: (row) => whole(row.money), phone: 'line' }),
      figure('nextPoint', 'One more point', {
        definition: 'Money in stock that one more point of service takes.',
        cell: (row) => whole(row.nextPoint),
      }),
    ]
  }, [number, percent, whole])
  return (
    <Ready call={call} loading={<LoadingBlock height={320} />}>
      {({ items }) => (
        <DataGrid<Item>
          name="supply-service"
          label="Items"
          columns={columns}
          rows={items.filter((row) => chosen.length === 0 || chosen.includes(familyKey(row)))}
          rowId={(row) => row.item}
          toolbar={
            <FilterChips
              filters={[
                {
                  param: 'family',
                  label: 'Family',
                  options: [...new Map(items.map((row) => [familyKey(row), familyOf(row)]))]
                    .map(([value, label]) => ({ value, label }))
                    .sort((a, b) => a.label.localeCompare(b.label)),
                },
              ]}
            />
          }
          opens={(row) => screenAt('/supply', { plan: plan.id, tab: 'pegging', item: row.item })}
        />
      )}
    </Ready>
  )
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
