import { Answer } from '#platform/ui/page/Answer.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { integrationsContract } from '../contract.ts'
import type { Webhook } from '../schema.ts'

/** What the tools cost and what needs a decision, and whether webhooks get through. */
export function InShort({ seesTools }: { seesTools: boolean }) {
  const { day } = useFormat()
  const webhooks = useCall(integrationsContract.webhooks)
  const tools = useCall(integrationsContract.tools, { query: { limit: 1000 } }, { enabled: seesTools })
  const renewals = useCall(integrationsContract.renewals, {}, { enabled: seesTools })
  if (!webhooks.data || (seesTools && (!tools.data || !renewals.data))) return null
  const next = renewals.data?.renewals.find(({ state }) => state === 'soon' || state === 'later')
  return (
    <Answer means="The cost is the cost per year of every tool that is not retired, each currency for itself; tools whose cost nobody wrote down are said and left out. The notice day is the renewal day less the notice days. A webhook fails when its last delivery did not get through.">
      {tools.data && tools.data.total > 0 && <Tools {...tools.data} />}{' '}
      {next && (
        <>
          Next to decide: <NumberLink value={next.name} to="/integrations?tab=renewals" />, notice by{' '}
          {day(next.noticeBy)}.{' '}
        </>
      )}
      <Webhooks webhooks={webhooks.data.webhooks} />
    </Answer>
  )
}

type Costs = { costPerYear: { minor: number; currency: string }[]; withoutCost: number; total: number }

function Tools({ costPerYear, withoutCost, total }: Costs) {
  const { money, number } = useFormat()
  const to = '/integrations?tab=tools'
  const cost = costPerYear.map(({ minor, currency }) => money(minor, currency)).join(' and ')
  return (
    <>
      <NumberLink value={number(total)} to={to} label="Tools" /> {total === 1 ? 'tool' : 'tools'}
      {cost && (
        <>
          , <NumberLink value={cost} to={to} label="Cost" /> a year
        </>
      )}
      {withoutCost > 0 && (
        <>
          , without <NumberLink value={number(withoutCost)} to={to} label="Cost not known" /> whose cost is not known
        </>
      )}
      .
    </>
  )
}

function Webhooks({ webhooks }: { webhooks: Webhook[] }) {
  const { number } = useFormat()
  if (webhooks.length === 0) return 'No webhook is called when something happens here.'
  const failing = webhooks.filter((webhook) => webhook.failing !== null).length
  const link = (value: number) => <NumberLink value={number(value)} to="/integrations?tab=webhooks" label="Webhooks" />
  return (
    <>
      {webhooks.length === 1 ? 'One webhook is called' : <>{link(webhooks.length)} webhooks are called</>};{' '}
      {failing === 0 ? (
        'all get through.'
      ) : (
        <>
          {link(failing)} {failing === 1 ? 'fails' : 'fail'}.
        </>
      )}
    </>
  )
}
