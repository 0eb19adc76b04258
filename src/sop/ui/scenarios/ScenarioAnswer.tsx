import { Answer } from '#platform/ui/page/Answer.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import type { Figures, ScenarioView } from '../../scenarios/contract.ts'
import { useFigure } from './SideBySide.tsx'

/** What becomes of the plan in this scenario, in one sentence; it is solved anew after each edit. */
export function ScenarioAnswer({ cycle, view }: { cycle: CycleView; view: ScenarioView }) {
  const { data } = useCall(sopContract.compareScenarios, { params: { id: cycle.id }, query: { ids: view.id } })
  return data ? <Said data={data} view={view} /> : null
}

function Said({ data, view }: { data: Figures; view: ScenarioView }) {
  const shown = useFigure(data)
  const of = (key: string) => {
    const found = data.figures.find((figure) => figure.key === key)!
    return { unit: found.unit, base: found.values[0] ?? null, now: found.values[1] ?? null }
  }
  const [service, margin, late, lost, overtime] = [
    of('supply:service'),
    of('supply:margin'),
    of('supply:unitsLate'),
    of('supply:unitsLost'),
    of('supply:hoursOvertime'),
  ]
  if (service.now === null || margin.now === null)
    return <Answer>{data.supplyReason ?? 'There is no demand to serve.'}</Answer>
  const by = margin.now - (margin.base ?? 0)
  const course =
    by === 0
      ? 'the margin stays as it is'
      : `the margin ${by > 0 ? 'rises' : 'falls'} by ${shown(Math.abs(by), 'minor units')}`
  return (
    <Answer tone={by < 0 ? 'behind' : 'ahead'}>
      {view.name}: {shown(service.now, 'share')} is served in the month it is wanted ({shown(service.base, 'share')} in
      the plan); {course}; {shown(late.now, 'units')} units come late, {shown(lost.now, 'units')} are lost,{' '}
      {shown(overtime.now, 'hours')} hours are overtime.
    </Answer>
  )
}
