import { Select, Table, TextInput } from '@mantine/core'
import { takesSeveral } from '#platform/importing/field.ts'
import type { ColumnMapping, ConflictRule, Mapping, MissingPolicy } from '#platform/importing/mapping.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { importsContract } from '../contract.ts'
import type { ImportRecord, ShownKind } from '../schema.ts'
import { isOpen } from './import-state.ts'
import classes from './imports.module.css'
import { useKinds } from './use-kinds.ts'
import { WrittenAs } from './WrittenAs.tsx'

/** What each column means, how sure that is and why; every guess can be changed. */
export function MappingTable({ file }: { file: ImportRecord }) {
  const { percent } = useFormat()
  const { can } = useSession()
  const decide = useCommand(importsContract.decide)
  const locked = !isOpen(file) || !can('imports:run')
  const kind = useKinds().of(file.kind)
  const known = kind.fields
  const options = [{ value: '', label: 'Not used' }, ...known.map(({ field, label }) => ({ value: field, label }))]
  const save = (change: Partial<Mapping>) =>
    decide.mutate({ params: { id: file.id }, body: { mapping: { ...file.mapping, ...change } } })
  const change = (column: string, to: Partial<ColumnMapping>) =>
    save({
      columns: file.mapping.columns.map((each) => {
        if (each.column === column) return { ...each, confidence: 1, reason: 'chosen by you', ...to }
        const field = known.find((each) => each.field === to.field)
        return field && each.field === field.field && !takesSeveral(field)
          ? { ...each, field: null, reason: 'given to another column' }
          : each
      }),
    })

  return (
    <div className={classes.wide}>
      <Table verticalSpacing="xs" aria-label={`Columns of ${file.fileName}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Column</Table.Th>
            <Table.Th>For example</Table.Th>
            <Table.Th>Means</Table.Th>
            <Table.Th>Written as</Table.Th>
            <Table.Th>How sure, and why</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {file.mapping.columns.map((column, index) => (
            <Table.Tr key={column.column}>
              <Table.Td fw={500}>{column.column}</Table.Td>
              <Table.Td className={classes.sample}>{sampleOf(file, index)}</Table.Td>
              <Table.Td>
                <Select
                  size="xs"
                  w={210}
                  aria-label={`What ${column.column} means`}
                  data={options}
                  value={column.field ?? ''}
                  disabled={locked}
                  allowDeselect={false}
                  onChange={(field) => change(column.column, { field: field || null })}
                />
              </Table.Td>
              <Table.Td>
                <WrittenAs kind={kind} column={column} locked={locked} change={(to) => change(column.column, to)} />
              </Table.Td>
              <Table.Td className={classes.facts}>
                {column.field ? `${percent(column.confidence)}: ${column.reason}` : column.reason}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Constants kind={kind} file={file} locked={locked} save={save} />
      <Known kind={kind} file={file} locked={locked} save={save} />
      <Unknown kind={kind} file={file} locked={locked} save={save} />
    </div>
  )
}

type Part = { kind: ShownKind; file: ImportRecord; locked: boolean; save: (change: Partial<Mapping>) => void }

/** What is the same for all rows because no column says it. */
function Constants({ kind, file, locked, save }: Part) {
  const mapped = new Set(file.mapping.columns.map((column) => column.field))
  const offered = kind.fields.filter((field) => field.forAllRows && !mapped.has(field.field))
  return (
    <div className={classes.constants}>
      {offered.map(({ field, label }) => (
        <TextInput
          key={field}
          size="xs"
          label={`${label} of all rows`}
          defaultValue={file.mapping.constants[field] ?? ''}
          disabled={locked}
          onBlur={(event) => {
            const value = event.currentTarget.value.trim()
            const { [field]: before = '', ...others } = file.mapping.constants
            if (value !== before) save({ constants: value ? { ...others, [field]: value } : others })
          }}
        />
      ))}
    </div>
  )
}

/** What happens to things that are here already. */
function Known({ kind, file, locked, save }: Part) {
  if (!kind.merges) return null
  return (
    <div className={classes.constants}>
      <Select
        size="xs"
        label="An empty cell of something known"
        data={[
          { value: 'keep', label: 'leaves what is there' },
          { value: 'clear', label: 'empties it' },
        ]}
        value={file.mapping.empties}
        disabled={locked}
        allowDeselect={false}
        onChange={(value) => save({ empties: value === 'clear' ? 'clear' : 'keep' })}
      />
      {kind.merges.map(({ field, label }) => (
        <Select
          key={field}
          size="xs"
          label={`${label} edited here and changed in the file`}
          data={[
            { value: 'newest', label: 'the newer stands' },
            { value: 'file', label: "the file's stands" },
            { value: 'here', label: 'the edit here stands' },
          ]}
          value={file.mapping.conflicts[field] ?? 'newest'}
          disabled={locked}
          allowDeselect={false}
          onChange={(value) => save({ conflicts: { ...file.mapping.conflicts, [field]: value as ConflictRule } })}
        />
      ))}
    </div>
  )
}

/** What happens to names that nobody knows yet. */
function Unknown({ kind, file, locked, save }: Part) {
  const policies = Object.entries(file.mapping.missing)
  return (
    <div className={classes.constants}>
      {policies.map(([field, policy]) => (
        <Select
          key={field}
          size="xs"
          label={`Unknown ${kind.fields.find((known) => known.field === field)?.label.toLowerCase() ?? field}`}
          data={['create', 'leave empty', 'quarantine'] satisfies MissingPolicy[]}
          value={policy}
          disabled={locked}
          allowDeselect={false}
          onChange={(value) => save({ missing: { ...file.mapping.missing, [field]: value as MissingPolicy } })}
        />
      ))}
    </div>
  )
}

function sampleOf(file: ImportRecord, index: number): string {
  const values = (file.preview?.rows ?? []).map((row) => row[index]?.trim() ?? '').filter((value) => value !== '')
  return [...new Set(values)].slice(0, 3).join(', ')
}
