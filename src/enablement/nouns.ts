import type { Noun } from '#platform/importing/file-kind.ts'

/** What files list and name of enablement. */
export const enablementNouns: readonly Noun[] = [
  {
    noun: 'sales resource',
    plural: 'sales resources',
    table: 'enablement.resource',
    importColumn: 'import_id',
    permission: 'enablement:edit',
    restores: [
      'name',
      'kind',
      'version',
      'owner_id',
      'valid_from',
      'valid_until',
      'link',
      'body',
      'stages',
      'segments',
      'families',
      'certification',
      'certified_days',
    ],
  },
]
