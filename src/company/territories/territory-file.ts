import { alias, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { needs } from '#platform/importing/rule.ts'

/** How a file lists territories. */
export const territoryFile: FileKind = {
  name: 'territories',
  turn: 20,
  fields: [
    alias('alias', 'Key in other files'),
    text(
      'name',
      'Territory',
      3,
      'territory territoryname region regionname salesterritory salesterritoryregion salesregion gebiet',
    ),
    text('parent', 'Belongs to', 1, 'parent parentterritory group territorygroup salesterritorygroup area', {
      holdsKeys: true,
    }),
  ],
  required: [['name']],
  fileWords: /territor|region/i,
  rule: needs('name'),
  presets: [
    {
      source: 'AdventureWorks',
      signs: [
        'territoryid',
        'name',
        'countryregioncode',
        'group',
        'salesytd',
        'saleslastyear',
        'costytd',
        'costlastyear',
      ],
      noOthers: true,
      fields: { territoryid: 'alias', name: 'name', group: 'parent' },
    },
  ],
  permission: 'company:edit',
  event: 'company.territories.imported',
  loads: {
    noun: 'territory',
    columns: { name: 'name' },
    parent: { column: 'parent_id', field: 'parent', unknown: 'made' },
  },
}
