import { z } from 'zod'
import { endpoint, Id } from '../http/contract.ts'

export const Found = z.object({
  kind: z.string(),
  id: Id,
  title: z.string(),
  detail: z.string().nullable(),
  /** Where its screen is, below the base of the workspace. */
  path: z.string(),
})
export type Found = z.infer<typeof Found>

export const searchContract = {
  search: endpoint({
    method: 'get',
    path: '/api/search',
    permission: 'company:read',
    summary: 'Everything with a name, by name or code, as far as you can see it; the best of each kind first.',
    query: z.object({ q: z.string().trim().min(1).max(200), limit: z.coerce.number().int().min(1).max(20).default(5) }),
    reply: z.object({ results: z.array(Found) }),
  }),
}
