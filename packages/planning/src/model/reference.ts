import type { Field, Fields, Range } from './fields.ts'
import { planFields } from './plan-fields.ts'

/** The field tables of REFERENCE.md, from the same description as validation and JSON Schema. */
export function referenceMarkdown(): string {
  const sections = Object.entries(planFields).flatMap(([name, field]) => sectionOf(name, field))
  const top = tableOf(planFields)
  return [
    '# The planning model, field by field',
    '',
    'Written from `src/model/plan-fields.ts`; see [README.md](README.md) for how to use it.',
    '',
    '## The model',
    '',
    ...top,
    ...sections,
    '',
  ].join('\n')
}

function sectionOf(name: string, field: Field): string[] {
  if (field.kind === 'either') return field.of.flatMap((each) => sectionOf(name, each))
  if (field.kind !== 'table' && field.kind !== 'record') return []
  const deeper = Object.entries(field.of).flatMap(([inner, each]) => sectionOf(`${name}.${inner}`, each))
  return [
    '',
    `## ${name}`,
    '',
    ...(field.says ? [`${field.says[0]!.toUpperCase()}${field.says.slice(1)}.`, ''] : []),
    ...tableOf(field.of),
    ...deeper,
  ]
}

function tableOf(fields: Fields): string[] {
  const rows = Object.entries(fields).map(([name, field]) => {
    const says = field.says.replaceAll('|', '/')
    return `| \`${name}\`${field.required ? ' *' : ''} | ${formOf(field)} | ${says} |`
  })
  return ['| field (* required) | form | meaning |', '|---|---|---|', ...rows]
}

function formOf(field: Field): string {
  switch (field.kind) {
    case 'text':
      return field.options ? field.options.map((each) => `\`${each}\``).join(', ') : 'text'
    case 'flag':
      return 'true or false'
    case 'number':
      return `number${rangeOf(field)}${field.open ? ' or null' : ''}`
    case 'series':
      return `series${rangeOf(field)}${field.open ? ' or null' : ''}`
    case 'list':
      return field.options ? `list of ${field.options.map((each) => `\`${each}\``).join(', ')}` : 'list of texts'
    case 'hours':
      return 'object: resource or pool -> hours'
    case 'record':
      return 'object, see below'
    case 'table':
      return field.named ? 'list of ids or rows' : 'list of rows'
    case 'either':
      return field.of.map(formOf).join(', or ')
  }
}

function rangeOf({ least, above, most, whole }: Range): string {
  const parts = [
    ...(whole ? ['whole'] : []),
    ...(above !== undefined
      ? [`> ${above}`]
      : least !== undefined && least > Number.NEGATIVE_INFINITY
        ? [`>= ${least}`]
        : ['may be negative']),
    ...(most !== undefined ? [`<= ${most}`] : []),
  ]
  return `, ${parts.join(', ')}`
}
