import { Table } from '@mantine/core'
import type { ImportRecord } from '../schema.ts'
import classes from './imports.module.css'

const names: Record<string, string> = { '\t': 'tab', ',': 'comma', ';': 'semicolon', '|': 'bar' }

/** The first rows as they stand in the file, and how it was read. */
export function PreviewTable({ file }: { file: ImportRecord }) {
  const { encoding, delimiter, header, sheet, skip } = file.mapping.format
  const { preview } = file
  if (!preview) return null
  return (
    <>
      <p className={classes.facts}>
        {sheet
          ? `The sheet “${sheet}”`
          : `Read as ${encoding}, columns separated by ${names[delimiter] ?? `"${delimiter}"`}`}
        , {header ? 'with' : 'without'} a header
        {skip ? ` below ${skip === 1 ? 'a line' : `${skip} lines`} that were passed over` : ''}.
      </p>
      <div className={classes.wide}>
        <Table verticalSpacing={4} fz="xs" aria-label={`First rows of ${file.fileName}`}>
          <Table.Thead>
            <Table.Tr>
              {preview.header.map((name) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {preview.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a file have no other identity than their place
              <Table.Tr key={at}>
                {preview.header.map((name, column) => (
                  <Table.Td key={name} className={classes.sample}>
                    {row[column]}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  )
}
