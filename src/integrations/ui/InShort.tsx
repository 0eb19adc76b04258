import { Answer } from '#platform/ui/page/Answer.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { integrationsContract } from '../contract.ts'
import type { Webhook } from '../schema.ts'

/** What the tools cost and what needs a decision, and whether webhooks get through. */
export function InShort({ seesTools }: { seesTools: boolean }) {
  const { money, number, day } = useFormat()
  const webhooks = useCall(integrationsContract.webhooks)
  const tools = useCall(integrationsContract.tools, { query: { limit: 1000 } }, { enabled: seesTools })
  const renewals = useCall(integrationsContract.renewals, {}, { enabled: seesTools })
  if (!webhooks.data || (seesTools && (!tools.data || !renewals.data))) return null
  const parts = [webhookWords(webhooks.data.webhooks, number)]
  const next = renewals.data?.renewals.find(({ state }) => state === 'soon' || state === 'later')
  if (next) parts.unshift(`Next to decide: ${next.name}, notice by ${day(next.noticeBy)}.`)
  if (tools.data && tools.data.total > 0) {
    const { costPerYear, withoutCost, total } = tools.data
    const cost = costPerYear.map(({ minor, currency }) => money(minor, currency)).join(' and ')
    const left = withoutCost === 0 ? '' : `, without ${number(withoutCost)} whose cost is not known`
    parts.unshift(`${number(total)} ${total === 1 ? 'tool' : 'tools'}${cost && `, ${cost} a year`}${left}.`)
  }
  return (
    <Answer means="The cost is the cost per year of every tool that is not retired, each currency for itself; tools whose cost nobody wrote down are said and left out. The notice day is the renewal day less the notice days. A webhook fails when its last delivery did not get through.">
      {parts.join(' ')}
    </Answer>
  )
}

function webhookWords(webhooks: Webhook[], number: (value: number) => string): string {
  if (webhooks.length === 0) return 'No webhook is called when something happens here.'
  const failing = webhooks.filter((webhook) => webhook.failing !== null).length
  const many = webhooks.length === 1 ? 'One webhook is called' : `${number(webhooks.length)} webhooks are called`
  return failing === 0
    ? `${many}; all get through.`
    : `${many}; ${number(failing)} ${failing === 1 ? 'fails' : 'fail'}.`
}
