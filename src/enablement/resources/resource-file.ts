import { day, reference, text, whole } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { needs, type RowRule, stop } from '#platform/importing/rule.ts'
import { kinds } from '../schema.ts'
import { keptWords } from './words.ts'

/** How a file lists resources; machines are resources too, so that these are sales resources to files. */
export const resourceFile: FileKind = {
  name: 'sales resources',
  turn: 70,
  fields: [
    text('name', 'Resource', 2, 'salesresource resourcename playbook battlecard coursename title name'),
    text('kind', 'Kind of resource', 3, 'resourcekind resourcetype contenttype kind type'),
    text('version', 'Version', 1, 'version'),
    reference('owner', 'Owner', 'person', 1, 'contentowner owner author'),
    day('valid_from', 'Valid from', 2, 'validfrom gueltigab'),
    day('valid_until', 'Valid until', 2, 'validuntil validto expires gueltigbis'),
    text('link', 'Link', 2, 'link url'),
    text('body', 'Text', 1, 'text body content'),
    text('stages', 'Stages', 2, 'stages forstages stagetags'),
    text('segments', 'Segments', 2, 'segments forsegments segmenttags industries'),
    text('families', 'Families', 2, 'families forfamilies familytags'),
    text('certification', 'Certification', 2, 'certification certifies'),
    whole('certified_days', 'Certified for days', 2, 'certifieddays certifiedfordays validdays'),
  ],
  required: [['name'], ['kind']],
  fileWords: /sales.?resource|playbook|battlecard|enablement/i,
  rule: resourceRule(),
  permission: 'enablement:edit',
  event: 'enablement.resources.imported',
  door: { label: 'See enablement', to: '/enablement', permission: 'enablement:read' },
  loads: {
    noun: 'sales resource',
    columns: {
      name: 'name',
      kind: 'kind',
      version: 'version',
      owner_id: 'owner',
      valid_from: 'valid_from',
      valid_until: 'valid_until',
      link: 'link',
      body: 'body',
      stages: 'stages',
      segments: 'segments',
      families: 'families',
      certification: 'certification',
      certified_days: 'certified_days',
    },
    defaults: { version: '1', stages: '', segments: '', families: '' },
  },
}

function resourceRule(): RowRule {
  const filled = needs('name', 'kind')
  return (row, input) => {
    filled(row, input)
    const { cells } = row
    const kind = cells.kind?.trim().toLowerCase() ?? null
    cells.kind = kind
    if (kind !== null && !(kinds as readonly string[]).includes(kind))
      stop(row, 'kind', 'unknown kind', `"${kind}" is none of ${kinds.join(', ')}`)
    for (const tags of ['stages', 'segments', 'families'])
      if (cells[tags]) cells[tags] = keptWords(cells[tags].split(/[;|]/))
    if (cells.link && !/^https?:\/\//.test(cells.link))
      stop(row, 'link', 'no link', `"${cells.link}" does not begin with https:// or http://`)
    if (cells.valid_from && cells.valid_until && cells.valid_until < cells.valid_from)
      stop(row, 'valid_until', 'ends before it begins', `${cells.valid_from} until ${cells.valid_until} holds no day`)
    if (cells.certification && kind !== 'course')
      stop(row, 'certification', 'certifies without a course', `a ${kind} cannot certify: nobody completes it`)
    if (cells.certified_days && Number(cells.certified_days) < 1)
      stop(row, 'certified_days', 'no days', `${cells.certified_days} is not one day or more`)
  }
}
