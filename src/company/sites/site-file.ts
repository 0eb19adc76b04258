import { alias, reference, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { needs, type RowRule, stop } from '#platform/importing/rule.ts'
import { SiteKind } from './contract.ts'

/** How a file lists sites. */
export const siteFile: FileKind = {
  name: 'sites',
  turn: 25,
  fields: [
    alias('alias', 'Key in other files'),
    text('name', 'Site', 3, 'site sitename plant plantname warehouse warehousename werk lager'),
    text('kind', 'Kind', 2, 'kind sitekind type sitetype'),
    reference('territory', 'Territory', 'territory', 1, 'territory region gebiet'),
  ],
  required: [['name']],
  fileWords: /sites|plants|warehouses/i,
  rule: siteRule(),
  permission: 'company:edit',
  event: 'company.site.changed',
  door: { label: 'See the company', to: '/company', permission: 'company:read' },
  loads: {
    noun: 'site',
    columns: { name: 'name', kind: 'kind', territory_id: 'territory' },
    defaults: { kind: 'warehouse' },
  },
}

function siteRule(): RowRule {
  const filled = needs('name')
  return (row, input) => {
    filled(row, input)
    const kind = row.cells.kind?.toLowerCase() ?? null
    row.cells.kind = kind
    if (kind !== null && !SiteKind.safeParse(kind).success)
      stop(row, 'kind', 'unknown kind', `"${kind}" is none of ${SiteKind.options.join(', ')}`)
  }
}
