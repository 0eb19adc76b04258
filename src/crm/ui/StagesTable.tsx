import { Anchor, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealTotals } from '../deals/contract.ts'
import type { Pipeline, Stage } from '../stages/contract.ts'
import { categoryName } from './deal-columns.tsx'
import classes from './stages.module.css'

/** The stages of a pipeline in their order; a name opens the stage, a number its open deals. */
export function StagesTable({ pipeline, open }: { pipeline: Pipeline; open: DealTotals }) {
  const { money, number } = useFormat()
  const sums = new Map(open.groups.map((group) => [group.key, group]))
  const inForce = pipeline.stages.flatMap((stage) => sums.get(stage.id) ?? [])
  const sum = (of: 'count' | 'amountMinor') => inForce.reduce((total, each) => total + each[of], 0)
  const allOpen = `/crm/deals?outcome=open&pipeline=${pipeline.id}`
  if (pipeline.stages.length === 0) return <p className={classes.muted}>No stage yet.</p>
  return (
    <div className={classes.frame}>
      <Table className={classes.table} aria-label={`Stages of ${pipeline.name}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Stage</Table.Th>
            <Table.Th className={classes.wide}>Outcome</Table.Th>
            <Table.Th className={classes.wide}>
              <NumberDoor value="Forecast category" door="category" />
            </Table.Th>
            <Table.Th className={`${classes.wide} ${classes.figure}`}>
              <NumberDoor value="Probability" door="probability" />
            </Table.Th>
            <Table.Th className={classes.figure}>Open deals</Table.Th>
            <Table.Th className={classes.figure}>
              Sum <span className={classes.muted}>{open.currency}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pipeline.stages.map((stage) => (
            <Row key={stage.id} stage={stage} sum={sums.get(stage.id)} currency={open.currency} />
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">Total</Table.Th>
            <Table.Td className={classes.wide} colSpan={3} />
            <Table.Td className={classes.figure}>
              <NumberLink value={number(sum('count'))} to={allOpen} label="Open deals" />
            </Table.Td>
            <Table.Td className={classes.figure}>
              <NumberLink value={money(sum('amountMinor'), open.currency)} to={allOpen} label="Open" />
            </Table.Td>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </div>
  )
}

function Row(props: { stage: Stage; sum: DealTotals['groups'][number] | undefined; currency: string }) {
  const { stage, sum } = props
  const { money, number, percent } = useFormat()
  const [shown, show] = useUrlParam('stage')
  const category = categoryName(stage.forecastCategory)
  const probability = percent(Number(stage.probability), 2)
  return (
    <Table.Tr data-open={shown === stage.id || undefined}>
      <Table.Th scope="row">
        <button
          type="button"
          className={classes.name}
          aria-haspopup="dialog"
          onClick={() => show(stage.id, { push: true })}
        >
          {stage.name}
        </button>
        {stage.mergedInto && <span className={classes.muted}> merged into another</span>}
        <span className={classes.narrow}>
          {stage.outcome !== 'open' && `${stage.outcome} · `}
          {category} · {probability}
        </span>
      </Table.Th>
      <Table.Td className={classes.wide}>{stage.outcome}</Table.Td>
      <Table.Td className={classes.wide}>{category}</Table.Td>
      <Table.Td className={`${classes.wide} ${classes.figure}`}>
        <NumberDoor value={probability} door={stage.id} param="stage" label={`Probability of ${stage.name}`} />
      </Table.Td>
      <Table.Td className={classes.figure}>
        {sum && (
          <Anchor
            component={Link}
            to={`/crm/deals?outcome=open&stage=${stage.id}` as never}
            fz="inherit"
            aria-label={`${number(sum.count)} open ${sum.count === 1 ? 'deal' : 'deals'} in ${stage.name}`}
          >
            {number(sum.count)}
          </Anchor>
        )}
        {!sum && stage.outcome === 'open' && '0'}
      </Table.Td>
      <Table.Td className={classes.figure}>
        {sum ? (
          <NumberLink
            value={money(sum.amountMinor, props.currency)}
            to={`/crm/deals?outcome=open&stage=${stage.id}`}
            label={`Open in ${stage.name}`}
          />
        ) : (
          stage.outcome === 'open' && money(0, props.currency)
        )}
      </Table.Td>
    </Table.Tr>
  )
}
