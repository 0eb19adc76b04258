import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { majorText } from '#platform/numbers/minor.ts'
import type { Field } from '#platform/ui/form/FieldInput.tsx'
import type { Values } from '#platform/ui/form/RecordForm.tsx'
import { useSession } from '#platform/ui/session.tsx'
import type { Agenda, RequestView } from '../../agenda/contract.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { AskButton } from '../AskButton.tsx'
import { minorOf } from '../use-asked.ts'

const places = [1, 2, 3] as const
type Name = 'question' | 'ownerId' | 'deadlineOn' | 'recommended' | `says${number}` | `money${number}`

/** Asks for a decision: a question, two or three options with their money, a deadline, a recommendation. */
export function AskForDecision({ cycle, agenda }: { cycle: CycleView; agenda: Agenda }) {
  const { can } = useSession()
  const fields = useRequestFields(agenda)
  if (!can('sop:contribute') || (cycle.openStep ?? 7) > 4 || agenda.requests.length >= 5) return null
  return (
    <AskButton<typeof sopContract.requestDecision, Name>
      label="Ask for a decision"
      endpoint={sopContract.requestDecision}
      fields={fields}
      input={(values) => ({ params: { id: cycle.id }, body: requestOf(values, agenda.currency) })}
    />
  )
}

/** Changes a decision request that nobody has decided, until step 4 is closed. */
export function ChangeRequest(props: { cycle: CycleView; agenda: Agenda; request: RequestView }) {
  const { cycle, agenda, request } = props
  const { can } = useSession()
  const fields = useRequestFields(agenda)
  if (!can('sop:contribute') || (cycle.openStep ?? 7) > 4 || request.outcome !== 'open') return null
  const { question, owner, deadlineOn, recommended, options } = request
  const initial = {
    ...{ question, deadlineOn, ownerId: owner?.id ?? null },
    recommended: recommended && `option-${options.findIndex(({ key }) => key === recommended) + 1}`,
    ...Object.fromEntries(
      options.flatMap(({ says, effectMinor }, at) => [
        [`says${at + 1}`, says],
        [`money${at + 1}`, majorText(effectMinor, agenda.currency)],
      ]),
    ),
  }
  return (
    <AskButton<typeof sopContract.changeRequest, Name>
      label="Change"
      title="Change the decision request"
      isSmall
      endpoint={sopContract.changeRequest}
      fields={fields}
      initial={initial}
      input={(values) => ({
        params: { id: cycle.id, requestId: request.id },
        body: requestOf(values, agenda.currency, options),
      })}
    />
  )
}

function useRequestFields({ currency }: Agenda): Field<Name>[] {
  const people = usePeopleOptions()
  const money = { as: 'money' as const, negative: true, currency }
  return [
    { name: 'question', label: 'Question', required: true },
    { name: 'ownerId', label: 'Who decides', kind: 'select', options: people },
    { name: 'deadlineOn', label: 'By', kind: 'date' },
    ...places.flatMap((at): Field<Name>[] => [
      { name: `says${at}`, label: `Option ${at}`, required: at < 3 },
      {
        ...{ name: `money${at}`, label: `What option ${at} brings`, kind: 'decimal', asked: money, required: at < 3 },
        description: 'Over the horizon; below zero for what it costs.',
      },
    ]),
    {
      ...{ name: 'recommended', label: 'Recommended', kind: 'select' },
      options: places.map((at) => ({ value: `option-${at}`, label: `Option ${at}` })),
    },
  ]
}

/** What was typed; options keep what else is known of them, such as what they do to the plan. */
function requestOf(values: Values<Name>, currency: string, before: RequestView['options'] = []) {
  return {
    ...{ question: values.question!, ownerId: values.ownerId, deadlineOn: values.deadlineOn },
    recommended: values.recommended,
    options: places.flatMap((at) => {
      const says = values[`says${at}`]
      const effectMinor = minorOf(values[`money${at}`] ?? '0', currency)
      return says ? [{ ...before[at - 1], key: `option-${at}`, says, effectMinor }] : []
    }),
  }
}

/** States what finance plans with, which step 4 holds the plan against. */
export function StateFinance({ cycle, agenda }: { cycle: CycleView; agenda: Agenda }) {
  const { can } = useSession()
  if (!can('sop:contribute') || (cycle.openStep ?? 7) > 4) return null
  return (
    <AskButton
      label="State finance's revenue"
      endpoint={sopContract.stateFinance}
      fields={[
        {
          name: 'revenue',
          label: 'Revenue over the horizon',
          kind: 'decimal',
          asked: { as: 'money', currency: agenda.currency },
          required: true,
        },
        { name: 'note', label: 'Note' },
      ]}
      input={({ revenue, note }) => ({
        params: { id: cycle.id },
        body: { revenueMinor: minorOf(revenue!, agenda.currency), note: note ?? '' },
      })}
    />
  )
}

/** Withdraws a request while it can still be. */
export function WithdrawRequest({ cycle, request }: { cycle: CycleView; request: RequestView }) {
  const { can } = useSession()
  if (!can('sop:contribute') || (cycle.openStep ?? 7) > 4 || request.outcome !== 'open') return null
  return (
    <AskButton
      label="Withdraw"
      title="Withdraw the request"
      isSmall
      endpoint={sopContract.withdrawRequest}
      fields={[{ name: 'why', label: 'Why', required: true }]}
      input={({ why }) => ({ params: { id: cycle.id, requestId: request.id }, body: { why: why! } })}
    />
  )
}
