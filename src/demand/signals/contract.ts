import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'
import { OpenDealsAhead, Signal } from './schema.ts'

const params = z.object({ id: Id })

/** The endpoints of market signals. */
export const signalsContract = {
  signals: endpoint({
    method: 'get',
    path: '/api/demand/signals',
    permission: 'demand:read',
    summary:
      'Market signals, each with its lead and its out-of-sample gain by family, and whether it counts in the forecast',
    reply: z.object({ signals: z.array(Signal) }),
  }),
  openDealsAhead: endpoint({
    method: 'get',
    path: '/api/demand/open-deals',
    permission: 'demand:read',
    summary:
      'What the open deals that you can see hold of each item, by the month in which it is to ship or else the deal to close: as it stands, and weighted by the stage',
    query: z.object({ months: z.coerce.number().int().min(1).max(24).default(6) }),
    reply: OpenDealsAhead,
  }),
  putSignal: endpoint({
    method: 'post',
    path: '/api/demand/signals',
    permission: 'demand:treat',
    summary:
      'Add a market signal, or values to it: by day, in any frequency (months count their mean), as records or as CSV with a day and a value a line. Values in the future are what is expected of it. Wrong records are refused one by one',
    body: z.object({
      name: z.string().trim().min(1, 'A signal has a name.').max(200),
      unit: z.string().trim().max(40).default(''),
      values: z
        .array(z.object({ day: z.string(), value: z.number() }))
        .max(20_000)
        .default([]),
      csv: z.string().max(1_000_000).default(''),
    }),
    reply: z.object({
      id: Id,
      taken: z.number().int(),
      refused: z.array(z.object({ record: z.number().int(), code: z.string(), message: z.string() })),
    }),
  }),
  endSignal: endpoint({
    method: 'post',
    path: '/api/demand/signals/{id}/end',
    permission: 'demand:treat',
    summary: 'Take a market signal out of the forecast',
    params,
    reply: z.object({ ended: z.boolean() }),
  }),
  signalScenario: endpoint({
    method: 'get',
    path: '/api/demand/signals/{id}/scenario',
    permission: 'demand:read',
    summary:
      'What the forecast would be if the signal changed by a share of its newest value from next month on, such as -0.1 for "index -10 %"',
    params,
    query: z.object({ change: z.coerce.number().min(-1).max(10) }),
    reply: z.object({
      sentence: z.string(),
      months: z.array(
        z.object({ startsOn: Day, units: z.number().describe('By how much all families that use it change.') }),
      ),
    }),
  }),
}
