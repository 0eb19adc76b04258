import { CommentsOn } from '#actions/ui/public/CommentsOn.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { Exceptions } from './Exceptions.tsx'
import { StepDetail } from './StepDetail.tsx'
import { StepList } from './StepList.tsx'
import { WorkingDays } from './WorkingDays.tsx'

/** The six steps, and the gate of the one that is looked at: the open one at first. */
export function CycleTab({ cycle }: { cycle: CycleView }) {
  const [found, choose] = useUrlParam('step')
  const number = Number(found ?? cycle.openStep ?? 6)
  const step = cycle.steps[number - 1] ?? cycle.steps[0]!
  return (
    <>
      <StepList cycle={cycle} chosen={step.number} choose={(each) => choose(String(each))} />
      <StepDetail key={step.number} cycle={cycle} step={step} />
      {step.number === 1 && <Exceptions cycle={cycle} />}
      <CommentsOn noun="cycle" id={cycle.id} />
      <WorkingDays cycle={cycle} />
    </>
  )
}
