import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { type CountQuota, countsContract } from '../../counts/contract.ts'
import { AcceptOrDispute } from '../AcceptOrDispute.tsx'
import classes from './counts.module.css'

/** What the person said to their goal; and for the person the two ways to answer. */
export function AnswerToCount({ quota }: { quota: CountQuota }) {
  const { id, subjectKind, subjectName, answer, note, isMine, endedAt } = quota
  const say = useCommand(countsContract.answerCount, { onDone: () => toast('Your answer is kept') })
  if (subjectKind !== 'person') return null
  const said = answer === 'not answered' ? 'has not answered' : `has ${answer} it${note && `: ${note}`}`
  return (
    <>
      <p className={classes.sentence}>
        {subjectName} {said}.
      </p>
      {isMine && endedAt === null && <AcceptOrDispute onSay={(body) => say.mutate({ params: { id }, body })} />}
    </>
  )
}
