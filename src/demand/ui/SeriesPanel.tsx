import type { CallError } from '#platform/ui/call.ts'
import { FanChart } from '#platform/ui/charts/FanChart.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import type { SeriesDetail } from '../schema.ts'
import { AccuracyPart } from './AccuracyPart.tsx'
import { AccuracyDrawer, ForecastDrawer, PeriodDrawer } from './Doors.tsx'
import classes from './demand.module.css'
import { LeftOutPart } from './LeftOutPart.tsx'
import { OverridesPart } from './overrides/OverridesPart.tsx'
import { PeriodGrid } from './PeriodGrid.tsx'
import { PromotionsPart } from './promotions/PromotionsPart.tsx'
import { RunningLine } from './RunningLine.tsx'
import { RunningPart } from './RunningPart.tsx'
import { SharesPart } from './SharesPart.tsx'
import { SignalsPart } from './signals/SignalsPart.tsx'
import { TreatedPart } from './TreatedPart.tsx'
import { useAmounts } from './use-amounts.ts'
import type { DemandView } from './use-view.ts'
import { ChangesPart } from './versions/ChangesPart.tsx'

type Call = { data: SeriesDetail | undefined; error: CallError | null; refetch: () => unknown }

/** One series: the fan, and beneath it the numbers, the accuracy, what changed and what is left out. */
export function SeriesPanel({ view, call }: { view: DemandView; call: Call }) {
  return (
    <div className={classes.panel}>
      <Ready call={call} loading={<LoadingBlock height={420} />}>
        {(detail) => (
          <>
            <div>
              {detail.running && <RunningLine view={view} />}
              <Fan view={view} detail={detail} />
              {isGroup(detail) && (
                <p className={classes.calm} style={{ marginTop: 12 }}>
                  {detail.reason}
                </p>
              )}
            </div>
            <PageTabs
              tabs={[
                { value: 'periods', label: 'Periods', content: () => <PeriodGrid view={view} detail={detail} /> },
                ...(detail.running
                  ? [
                      {
                        value: 'running',
                        label: `This ${view.grain}`,
                        content: () => <RunningPart view={view} detail={detail} />,
                      },
                    ]
                  : []),
                ...(isGroup(detail)
                  ? []
                  : [
                      {
                        value: 'overrides',
                        label: 'Overrides',
                        content: () => <OverridesPart view={view} detail={detail} />,
                      },
                    ]),
                { value: 'accuracy', label: 'Accuracy', content: () => <AccuracyPart view={view} detail={detail} /> },
                ...(isGroup(detail)
                  ? []
                  : [
                      {
                        value: 'treated',
                        label: detail.findings.length > 0 ? `Treated (${detail.findings.length})` : 'Treated',
                        content: () => <TreatedPart view={view} detail={detail} />,
                      },
                    ]),
                { value: 'signals', label: 'Signals', content: () => <SignalsPart /> },
                { value: 'promotions', label: 'Promotions', content: () => <PromotionsPart /> },
                { value: 'shares', label: 'Channels', content: () => <SharesPart view={view} /> },
                ...(isGroup(detail)
                  ? []
                  : [{ value: 'changes', label: 'Changes', content: () => <ChangesPart view={view} /> }]),
                { value: 'left-out', label: 'Left out', content: () => <LeftOutPart /> },
              ]}
            />
            <PeriodDrawer view={view} detail={detail} />
            <ForecastDrawer view={view} detail={detail} />
            <AccuracyDrawer view={view} detail={detail} />
          </>
        )}
      </Ready>
    </div>
  )
}

/** A group is the sum of its items: those are what is set by hand, treated and published. */
function isGroup({ level }: SeriesDetail): boolean {
  return level === 'group'
}

function Fan({ view, detail }: { view: DemandView; detail: SeriesDetail }) {
  const amounts = useAmounts(view.measure, detail.unit)
  const { history, running } = detail
  const [first] = detail.ahead
  const counted = new Map(
    detail.findings
      .filter(({ accepted, kind }) => accepted && kind !== 'level shift' && kind !== 'season change')
      .map(({ startsOn, used }) => [startsOn, used]),
  )
  const now = running && first?.startsOn === running.startsOn ? first : null
  const ahead = now ? detail.ahead.slice(1) : detail.ahead
  const moved = ahead.some(
    ({ mean, previous }) => previous !== null && Math.abs(mean - previous) > 0.005 * Math.abs(mean),
  )
  return (
    <FanChart
      label={`Demand of ${detail.name}${detail.territory ? ` in ${detail.territory.name}` : ''}`}
      unit={amounts.unit}
      format={amounts.full}
      history={history.map(({ startsOn, label, value, active, partial }) => ({
        period: startsOn,
        label,
        value: active && !partial ? Number(value) : null,
        counted: counted.get(startsOn) ?? null,
      }))}
      running={
        running && {
          ...{ period: running.startsOn, label: running.label, soFar: Number(running.soFar) },
          nowcast: now && Math.max(now.mean, Number(running.soFar)),
        }
      }
      forecast={ahead.map(({ startsOn, label, mean, lo80, hi80, lo95, hi95, previous, planned, override }) => ({
        period: startsOn,
        label,
        mean,
        bands: [
          { level: 80, lo: lo80, hi: hi80 },
          { level: 95, lo: lo95, hi: hi95 },
        ],
        previous: moved ? previous : null,
        override: Math.abs(planned - mean) > 0.05 ? planned : null,
        reason: override?.reason ?? null,
      }))}
    />
  )
}
