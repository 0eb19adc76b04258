import { type Api, openApi } from '../api.io.ts'
import { ErpProblem } from '../erp/problem.ts'
import type { Around, Linked } from '../linked.ts'
import { type Judged, parsed } from '../patient.io.ts'
import { Refused } from '../source.ts'

/** Records of Odoo: fields by name; what it refers to as [id, name], false where there is nothing. */
export type OdooRecord = { id: number; write_date: string } & Readonly<Record<string, unknown>>
export type Domain = readonly (readonly [string, string, unknown] | '|')[]

export type OdooApi = Pick<Api, 'clock'> & {
  /** All records that fit, a page at a time, in the order of their ids. */
  search: (model: string, of: { domain: Domain; fields: readonly string[] }) => AsyncGenerator<OdooRecord[]>
}

const atOnce = 1000

/** The External JSON-2 API of Odoo 19 and later: an API key as bearer, the database by a header where a server has several. */
export async function odooApi({ address, clientId, access }: Linked, around: Around): Promise<OdooApi> {
  const api = await openApi({
    system: 'Odoo',
    around,
    signIn: async () => ({
      token: access.accessToken ?? '',
      at: address,
      ...(clientId && { headers: { 'x-odoo-database': clientId } }),
    }),
    judge: ({ status, text }) => judged(status, parsed(text) as { name?: string; message?: string }),
  })
  return {
    clock: api.clock,
    async *search(model, { domain, fields }) {
      for (let last = 0; ; ) {
        const page = await api.post<OdooRecord[]>(`/json/2/${model}/search_read`, {
          domain: [...domain, ['id', '>', last]],
          fields: [...fields, 'write_date'],
          order: 'id',
          limit: atOnce,
          context: { active_test: false },
        })
        yield page
        if (page.length < atOnce) return
        last = page.at(-1)!.id
      }
    },
  }
}

function judged(status: number, { name, message }: { name?: string; message?: string }): Judged {
  const said = message ?? name ?? `HTTP ${status}`
  if (status === 401)
    return {
      isBusy: false,
      error: new Refused(
        `Odoo does not let Drumbeat in: ${said}. Check the API key and give the connection new access.`,
      ),
    }
  // A named error is an answer, such as of a field that a module would bring; a bare 500 is a server in trouble.
  const isBusy = status === 429 || status === 503 || (status >= 500 && name === undefined)
  return { isBusy, error: new ErpProblem(`Odoo says ${said}`) }
}
