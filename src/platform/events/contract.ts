import { endpoint } from '../http/contract.ts'

export const eventsContract = {
  stream: endpoint({
    method: 'get',
    path: '/api/events',
    permission: 'signed-in',
    summary:
      'What happens from now on, as server-sent events {id, name}: what kind of thing changed, never which or how.',
    raw: true,
  }),
}
