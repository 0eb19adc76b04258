import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { RunProgress } from '#platform/ui/page/RunProgress.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { demandContract } from '../contract.ts'
import type { Progress } from '../schema.ts'
import { Controls } from './Controls.tsx'
import { DemandAnswer } from './DemandAnswer.tsx'
import classes from './demand.module.css'
import { NodeTree } from './NodeTree.tsx'
import { SeriesPanel } from './SeriesPanel.tsx'
import { queryOf, useDemandView } from './use-view.ts'

/** Demand: what is expected of everything, a family or an item; how sure that is; and how good such forecasts have been. */
export function DemandReview() {
  const view = useDemandView()
  const tree = useDemandTree()
  const series = useCall(
    demandContract.series,
    { query: { ...queryOf(view), node: view.node } },
    { enabled: !!tree.data?.asOf },
  )
  const progress = tree.data?.progress
  return (
    <Page
      title="Demand"
      answer={series.data && (tree.data?.nodes.length ?? 0) > 0 && <DemandAnswer detail={series.data} view={view} />}
      actions={<Refresh />}
    >
      {progress && (
        <RunProgress
          label={progressLabel(progress)}
          done={progress.done}
          total={progress.series}
          share={progress.share}
          unit="series"
        />
      )}
      <Ready call={tree} loading={<LoadingBlock height={480} />}>
        {({ nodes, territories, groupings, matches, asOf }) =>
          asOf && nodes.length > 0 ? (
            <>
              <Controls view={view} territories={territories} groupings={groupings} />
              <div className={classes.columns}>
                <NodeTree view={view} nodes={nodes} matches={matches} />
                <SeriesPanel view={view} call={series} />
              </div>
            </>
          ) : (
            <NothingYet running={progress != null} />
          )
        }
      </Ready>
    </Page>
  )
}

/** The tree of the view; while a run is on, it is read again each second. */
function useDemandTree() {
  const view = useDemandView()
  const [polling, setPolling] = useState(false)
  const open = view.by ? view.node : view.node.startsWith('family:') ? view.node.slice('family:'.length) : undefined
  const query = { ...queryOf(view), by: view.by ?? undefined, search: view.search, open }
  const tree = useCall(demandContract.tree, { query }, polling ? { refetchEvery: 1000 } : {})
  const running = tree.data?.progress != null
  useEffect(() => setPolling(running), [running])
  return tree
}

function Refresh() {
  const { can } = useSession()
  const refresh = useCommand(demandContract.refresh, {
    onDone: () => toast('The order lines are being read again. New forecasts appear here by themselves.'),
  })
  if (!can('demand:refresh')) return null
  return (
    <Button variant="default" loading={refresh.isPending} onClick={() => refresh.mutate({})}>
      Refresh forecast
    </Button>
  )
}

function progressLabel({ doing, grain, measure }: Progress): string {
  return doing === 'accuracy'
    ? `Forecasts are made; measuring how good such forecasts were in ${measure} by ${grain}`
    : `Forecasting ${measure} by ${grain}; what you see stays until it is done`
}

function NothingYet({ running }: { running: boolean }) {
  const { can } = useSession()
  if (running) {
    return (
      <EmptyState
        title="The forecast is being made"
        teaches="Months come first, then weeks. It appears here by itself, usually within a minute."
      />
    )
  }
  return (
    <EmptyState
      title="No demand yet"
      teaches="Here you will see what was ordered, what is expected of every family and item with its range, and how good such forecasts have been."
      needs="order lines with a day, an item and a quantity (CSV). The forecast follows by itself."
      action={
        can('imports:run') && (
          <Button component={Link} to={'/imports' as string}>
            Import order lines
          </Button>
        )
      }
    />
  )
}
