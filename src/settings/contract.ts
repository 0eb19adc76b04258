import { z } from 'zod'
import { endpoint } from '#platform/http/contract.ts'
import { signOnContract } from './sign-on/contract.ts'

const Reach = z.enum(['all', 'team', 'own', 'none'])

export const RoleRow = z.object({
  key: z.string(),
  name: z.string(),
  does: z.string(),
  permissions: z.array(z.string()),
  /** What each permission allows, in plain words. */
  may: z.array(z.object({ permission: z.string(), words: z.string() })),
  /** Whose rows of each noun. */
  reach: z.record(z.string(), Reach),
})
export type RoleRow = z.infer<typeof RoleRow>

export const settingsContract = {
  ...signOnContract,
  roles: endpoint({
    method: 'get',
    path: '/api/roles',
    permission: 'signed-in',
    summary: 'What each role may do, and whose deals, quotas and orders it sees.',
    reply: z.object({ roles: z.array(RoleRow) }),
  }),
  backup: endpoint({
    method: 'get',
    path: '/api/settings/backup',
    permission: 'backup:run',
    summary: 'Download a consistent backup of this workspace, in the format that `drumbeat restore` reads.',
    raw: true,
  }),
  sealedBackup: endpoint({
    method: 'post',
    path: '/api/settings/backup',
    permission: 'backup:run',
    summary: 'Download a backup sealed with a passphrase; with the digests of passwords where an owner asks for them.',
    body: z.object({
      passphrase: z.string().min(12, 'A passphrase has at least 12 characters.').max(1000),
      passwords: z.boolean().default(false),
    }),
  }),
}
