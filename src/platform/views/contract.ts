import { z } from 'zod'
import { endpoint, Id } from '../http/contract.ts'

const Search = z.record(z.string().max(60), z.string().max(4000))
const Layout = z.object({
  order: z.array(z.string().max(60)).max(200).optional(),
  widths: z.record(z.string().max(60), z.number()).optional(),
  visible: z.record(z.string().max(60), z.boolean()).optional(),
  frozen: z.number().int().min(0).max(200).optional(),
})
const Screen = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'A screen is named like deals.')

export const View = z.object({
  id: Id,
  screen: Screen,
  name: z.string(),
  /** Filters, sort and grouping, as the address holds them. */
  search: Search,
  /** Which columns show, how wide, in what order. */
  layout: Layout,
  isShared: z.boolean(),
  isOwn: z.boolean(),
  owner: z.string(),
})
export type View = z.infer<typeof View>

/** Saved views of grids. */
export const viewsContract = {
  listViews: endpoint({
    method: 'get',
    path: '/api/views',
    permission: 'signed-in',
    summary: 'The saved views of a screen: your own, and those that others share.',
    query: z.object({ screen: Screen }),
    reply: z.object({ views: z.array(View) }),
  }),
  saveView: endpoint({
    method: 'put',
    path: '/api/views',
    permission: 'signed-in',
    summary: 'Save a view of your own under a name; one of the same name is replaced.',
    body: z.object({
      screen: Screen,
      name: z.string().trim().min(1, 'A view needs a name.').max(80),
      search: Search,
      layout: Layout,
      isShared: z.boolean(),
    }),
    reply: View,
  }),
  removeView: endpoint({
    method: 'delete',
    path: '/api/views/{id}',
    permission: 'signed-in',
    summary: 'Remove a view of your own.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
}
