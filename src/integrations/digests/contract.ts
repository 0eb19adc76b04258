import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { Digest, DigestGiven, Part } from './schema.ts'

const own = { permission: 'integrations:own' } as const
const base = '/api/integrations/digests'
const one = z.object({ id: Id })
const All = z.object({
  canMail: z.boolean(),
  chatHost: z.string().nullable().describe('Where your chat is, as your notifications name it.'),
  digests: z.array(Digest),
})
export type Digests = z.infer<typeof All>

const ToldPart = z.object({
  view: z.string(),
  title: z.string(),
  says: z.string(),
  columns: z.array(z.object({ header: z.string(), isNumber: z.boolean().optional() })),
  rows: z.array(z.object({ key: z.string(), cells: z.array(z.string()), path: z.string().nullable() })),
  count: z.number().int(),
  /** Where the view is, below the base of the workspace. */
  path: z.string(),
  problem: z.string().nullable(),
})

/** The endpoints of digests: views that are sent again and again. */
export const digestsContract = {
  digestViews: endpoint({
    ...own,
    method: 'get',
    path: `${base}/views`,
    summary: 'The views that you may have sent, with the address of each and what of it narrows it.',
    reply: z.object({
      views: z.array(
        z.object({
          view: z.string(),
          title: z.string(),
          path: z.string(),
          tab: z.string().nullable(),
          isFirstTab: z.boolean(),
          takes: z.array(z.string()),
        }),
      ),
    }),
  }),
  digestLogins: endpoint({
    ...own,
    method: 'get',
    path: `${base}/logins`,
    summary: 'Who can be sent a digest: everybody who can sign in.',
    reply: z.object({ logins: z.array(z.object({ id: Id, name: z.string(), role: z.string() })) }),
  }),
  digests: endpoint({
    ...own,
    method: 'get',
    path: base,
    summary: 'Your digests, and those of others that come to you.',
    reply: All,
  }),
  addDigest: endpoint({
    ...own,
    method: 'post',
    path: base,
    summary:
      'Have views sent again and again, by mail or to your chat. What each receiver gets is what they may see when it is sent.',
    body: DigestGiven,
    reply: one,
  }),
  changeDigest: endpoint({
    ...own,
    method: 'put',
    path: `${base}/{id}`,
    summary: 'Change a digest of your own: its views, when it comes, and who gets it. Who left is not asked again.',
    params: one,
    body: DigestGiven,
    reply: one,
  }),
  endDigest: endpoint({
    ...own,
    method: 'delete',
    path: `${base}/{id}`,
    summary: 'Send a digest of your own no more.',
    params: one,
    reply: one,
  }),
  restoreDigest: endpoint({
    ...own,
    method: 'post',
    path: `${base}/{id}/restore`,
    summary: 'Send a digest again that you ended.',
    params: one,
    reply: one,
  }),
  receiveDigest: endpoint({
    ...own,
    method: 'put',
    path: `${base}/{id}/receiving`,
    summary: 'How a digest comes to you: by mail, in your chat, both, or, with neither, no more.',
    params: one,
    body: z.object({ byMail: z.boolean(), byChat: z.boolean() }),
    reply: one,
  }),
  sendDigest: endpoint({
    ...own,
    method: 'post',
    path: `${base}/{id}/send`,
    summary: 'Send a digest to you now, to see that it arrives.',
    params: one,
    reply: z.object({ arrived: z.boolean(), answer: z.string() }),
  }),
  previewDigest: endpoint({
    ...own,
    method: 'post',
    path: `${base}/preview`,
    summary: 'What a digest of these views would tell you now.',
    body: z.object({ parts: z.array(Part).min(1).max(20) }),
    reply: z.object({ parts: z.array(ToldPart) }),
  }),
}
