import { type Api, openApi } from '../api.io.ts'
import { ErpProblem } from '../erp/problem.ts'
import type { Around, Linked } from '../linked.ts'
import { type Judged, parsed } from '../patient.io.ts'
import { Refused } from '../source.ts'

/** A document of ERPNext, by its fields. */
export type ErpDoc = { name: string; modified: string } & Readonly<Record<string, string | number | null>>
export type Filters = readonly (readonly [string, string, unknown])[]

export type ErpnextApi = Pick<Api, 'clock'> & {
  /** The zone in which the site writes its instants. */
  timeZone: string
  /** All documents that fit, a page at a time; rows of a table within another document name that as `parent`. */
  list: (
    doctype: string,
    of: { fields: readonly string[]; filters: Filters; parent?: string },
  ) => AsyncGenerator<ErpDoc[]>
}

const atOnce = 1000

/** The REST API of ERPNext (Frappe): a token of API key and secret, lists below /api/resource. */
export async function erpnextApi({ address, clientId, access }: Linked, around: Around): Promise<ErpnextApi> {
  const api = await openApi({
    system: 'ERPNext',
    around,
    signIn: async () => ({
      token: '',
      at: address,
      headers: { authorization: `token ${clientId ?? ''}:${access.clientSecret ?? ''}` },
    }),
    judge: ({ status, text }) => judged(status, parsed(text) as { exception?: string; exc_type?: string }),
  })
  await api.get('/api/method/frappe.auth.get_logged_user')
  return {
    clock: api.clock,
    timeZone: await zoneThere(api, around.timeZone),
    async *list(doctype, { fields, filters, parent }) {
      // By name, not by place: pages shift while people work there.
      for (let last = ''; ; ) {
        const query = new URLSearchParams({
          fields: JSON.stringify(['name', 'modified', ...fields]),
          filters: JSON.stringify(last === '' ? filters : [...filters, ['name', '>', last]]),
          order_by: 'name asc',
          limit_page_length: String(atOnce),
          ...(parent && { parent }),
        })
        const { data } = await api.get<{ data: ErpDoc[] }>(`/api/resource/${encodeURIComponent(doctype)}?${query}`)
        yield data
        if (data.length < atOnce) return
        last = data.at(-1)!.name
      }
    },
  }
}

async function zoneThere(api: Api, ours: string): Promise<string> {
  try {
    const { message } = await api.get<{ message?: { time_zone?: string } }>('/api/method/frappe.client.get_time_zone')
    return message?.time_zone || ours
  } catch (error) {
    if (error instanceof ErpProblem) return ours
    throw error
  }
}

function judged(status: number, { exception, exc_type: type }: { exception?: string; exc_type?: string }): Judged {
  const said = exception ?? type ?? `HTTP ${status}`
  if (status === 401 || type === 'AuthenticationError')
    return {
      isBusy: false,
      error: new Refused(
        `ERPNext does not let Drumbeat in: ${said}. Check API key and secret and give the connection new access.`,
      ),
    }
  const isBusy = status === 429 || status === 503 || (status >= 500 && type === undefined)
  return { isBusy, error: new ErpProblem(`ERPNext says ${said}`) }
}
