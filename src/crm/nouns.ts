import type { Noun } from '#platform/importing/file-kind.ts'
import { accountFields } from './accounts/fields.ts'

/** The things of crm that files refer to, list or mention. */
export const crmNouns: readonly Noun[] = [
  {
    noun: 'account',
    plural: 'accounts',
    table: 'crm.account',
    key: 'external_id',
    importColumn: 'import_id',
    mergedInto: 'merged_into',
    permission: 'crm:edit',
    restores: ['external_id', ...accountFields.map(({ column }) => column)],
  },
]
