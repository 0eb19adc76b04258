import { IconCircle, IconCircleCheck, IconCircleDot } from '@tabler/icons-react'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { CycleView } from '../../cycle/contract.ts'
import classes from '../sop.module.css'

type Props = { cycle: CycleView; chosen: number; choose: (step: number) => void }

const icons = { closed: IconCircleCheck, open: IconCircleDot, waiting: IconCircle }

/** The six steps in their order, with state and due day. */
export function StepList({ cycle, chosen, choose }: Props) {
  const { day } = useFormat()
  return (
    <ol className={classes.steps} aria-label="Steps">
      {cycle.steps.map((step) => {
        const Icon = icons[step.state]
        return (
          <li key={step.number}>
            <button
              type="button"
              className={classes.step}
              data-state={step.isLate ? 'late' : step.state}
              aria-current={step.number === chosen ? 'step' : undefined}
              onClick={() => choose(step.number)}
            >
              <span className={classes.stepHead}>
                <Icon size={18} aria-hidden />
                <span className={classes.stepName}>
                  {step.number} {step.name}
                </span>
              </span>
              <span className={classes.stepDay}>
                {step.state === 'closed' && step.closedAt
                  ? `closed ${day(step.closedAt)}`
                  : `${step.isLate ? 'late, was due' : 'due'} ${day(step.dueOn)}`}
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
