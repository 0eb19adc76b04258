import { z } from 'zod'
import { endpoint, Id, Instant } from '../http/contract.ts'

export const AuditEntry = z.object({
  id: Id,
  at: Instant,
  actorKind: z.enum(['user', 'token', 'system', 'withheld']),
  actorName: z.string().nullable(),
  command: z.string(),
  noun: z.string(),
  subjectId: z.string().nullable(),
  summary: z.string(),
  before: z.unknown(),
  after: z.unknown(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const auditContract = {
  list: endpoint({
    method: 'get',
    path: '/api/audit',
    permission: 'audit:read',
    summary: 'Who changed what, when, from what to what; newest first.',
    query: z.object({
      noun: z.string().optional(),
      subjectId: z.string().optional(),
      search: z.string().optional(),
      before: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    reply: z.object({ entries: z.array(AuditEntry), nouns: z.array(z.string()), more: z.boolean() }),
  }),
}
