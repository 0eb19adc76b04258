import { Table } from '@mantine/core'
import type { ProblemGroup } from '#platform/importing/mapping.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { ImportRecord } from '../schema.ts'
import { fateWords } from './import-state.ts'
import classes from './imports.module.css'
import { MendList } from './MendList.tsx'
import { useKinds } from './use-kinds.ts'

/** What was found in the file: problems by kind with counts and mends, what is created on the way, sums, findings. */
export function ReportView({ file }: { file: ImportRecord }) {
  const { number } = useFormat()
  const { several } = useKinds()
  const { report } = file
  if (!report) return null
  const verb = file.status === 'loaded' ? 'New' : 'Will create'
  return (
    <>
      {(report.totals.length > 0 || report.creates.length > 0) && (
        <dl className={classes.totals}>
          {report.totals.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{/^-?\d+(\.\d+)?$/.test(value) ? number(Number(value), value.split('.')[1]?.length ?? 0) : value}</dd>
            </div>
          ))}
          {report.creates.map(({ noun, count, names }) => (
            <div key={noun} title={names.join(', ')}>
              <dt>
                {verb} {several(noun)}
              </dt>
              <dd>{number(count)}</dd>
            </div>
          ))}
        </dl>
      )}
      {report.findings.map((finding) => (
        <p key={finding} className={classes.finding}>
          {finding}
        </p>
      ))}
      {report.groups.length === 0 ? (
        <p className={classes.facts}>No problems: every value was understood.</p>
      ) : (
        <Problems file={file} groups={report.groups} />
      )}
    </>
  )
}

function Problems({ file, groups }: { file: ImportRecord; groups: ProblemGroup[] }) {
  const { number } = useFormat()
  return (
    <div className={classes.wide}>
      <Table verticalSpacing="xs" aria-label={`Problems of ${file.fileName}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Problem</Table.Th>
            <Table.Th>Column</Table.Th>
            <Table.Th ta="right">Rows</Table.Th>
            <Table.Th>What becomes of them</Table.Th>
            <Table.Th>For example</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Table.Tr key={`${group.kind}${group.column}${group.severity}`}>
              <Table.Td>{group.kind}</Table.Td>
              <Table.Td>{group.column}</Table.Td>
              <Table.Td ta="right" className={classes.figure}>
                {number(group.rows)}
              </Table.Td>
              <Table.Td>{fateWords(group.severity, file.acceptMends)}</Table.Td>
              <Table.Td>
                {group.mends.length > 0 ? <MendList file={file} group={group} /> : <Example group={group} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Example({ group }: { group: ProblemGroup }) {
  const { number } = useFormat()
  const [first] = group.examples
  if (!first) return null
  return (
    <>
      line {number(first.line)}: {first.reason}
    </>
  )
}
