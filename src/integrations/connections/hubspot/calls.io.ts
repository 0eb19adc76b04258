import type { CallOut, CallWriter, WriteAnswer } from '../source.ts'
import { callMarked, callText } from '../write-back/call-text.ts'
import { type HubspotApi, HubspotProblem } from './api.io.ts'
import { ownersThere } from './owners.io.ts'
import { associatedIds, type HubspotObject } from './read.io.ts'

/** How HubSpot calls the association of a call with a deal. */
const CALL_TO_DEAL = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 206 }

/** How calls are written: a hundred at once; where one of them is not accepted, each on its own. */
export function hubspotCalls(api: HubspotApi): CallWriter {
  return {
    atOnce: 100,
    async look(deals) {
      const ids = await associatedIds(api, { from: 'deals', to: 'calls', ids: deals })
      const found = new Set<string>()
      for (let at = 0; at < ids.length; at += 100) {
        const inputs = ids.slice(at, at + 100).map((id) => ({ id }))
        const body = { inputs, properties: ['hs_call_body'] }
        const { results } = await api.post<{ results: HubspotObject[] }>('/crm/v3/objects/calls/batch/read', body)
        for (const { properties } of results) {
          const id = callMarked(properties.hs_call_body ?? '')
          if (id) found.add(id)
        }
      }
      return found
    },
    async write(calls) {
      const owners = await ownersThere(api)
      const active = new Set(owners.filter(({ archived }) => !archived).map(({ id }) => id))
      const inputs = calls.map((call) => inputOf(call, active))
      try {
        await api.post('/crm/v3/objects/calls/batch/create', { inputs })
        return new Map(calls.map(({ id }) => [id, 'written' as const]))
      } catch (error) {
        if (!(error instanceof HubspotProblem)) throw error
        return oneByOne(api, calls, inputs)
      }
    },
  }
}

type Input = ReturnType<typeof inputOf>

function inputOf(call: CallOut, active: ReadonlySet<string>) {
  const { title, text } = callText(call)
  return {
    properties: {
      hs_timestamp: call.happenedAt,
      hs_call_title: title,
      hs_call_body: asHtml(text),
      hs_call_status: 'COMPLETED',
      ...(call.person && active.has(call.person) && { hubspot_owner_id: call.person }),
    },
    associations: [{ to: { id: call.deal }, types: [CALL_TO_DEAL] }],
  }
}

async function oneByOne(
  api: HubspotApi,
  calls: readonly CallOut[],
  inputs: readonly Input[],
): Promise<Map<string, WriteAnswer>> {
  const answers = new Map<string, WriteAnswer>()
  for (const [nth, { id }] of calls.entries()) {
    try {
      await api.post('/crm/v3/objects/calls', inputs[nth])
      answers.set(id, 'written')
    } catch (error) {
      if (!(error instanceof HubspotProblem)) throw error
      answers.set(id, { refused: error.message })
    }
  }
  return answers
}

/** HubSpot shows the text of a call as HTML. */
function asHtml(text: string): string {
  const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return plain.replaceAll('\n', '<br>')
}
