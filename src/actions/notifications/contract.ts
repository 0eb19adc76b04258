import { z } from 'zod'
import { endpoint } from '#platform/http/contract.ts'
import { CalledAddress } from '#platform/webhooks/address.ts'
import { NotificationSettings } from './schema.ts'

const Told = NotificationSettings.extend({
  chatHost: z.string().nullable().describe('Where the chat is; the whole address is a secret and is not shown again.'),
  chatProblem: z.string().nullable().describe('Why the last message did not arrive.'),
  canMail: z.boolean(),
})

export const notificationsContract = {
  settings: endpoint({
    method: 'get',
    path: '/api/inbox/notifications',
    permission: 'actions:read',
    summary:
      'Your notifications: whether what comes to your inbox is sent on by mail or to a chat, how often, and in which hours not.',
    reply: Told,
  }),
  changeNotifications: endpoint({
    method: 'put',
    path: '/api/inbox/notifications',
    permission: 'actions:read',
    summary:
      'Change your notifications. `chatUrl` is an incoming webhook of Slack, Microsoft Teams, Mattermost or Google Chat; left out, the one that is known stays; null forgets it.',
    body: NotificationSettings.extend({ chatUrl: CalledAddress.nullable().optional() }),
    reply: Told,
  }),
  tryChat: endpoint({
    method: 'post',
    path: '/api/inbox/notifications/try',
    permission: 'actions:read',
    summary: 'Send one message to your chat now, to see that it arrives.',
    reply: z.object({ arrived: z.boolean(), answer: z.string() }),
  }),
}
