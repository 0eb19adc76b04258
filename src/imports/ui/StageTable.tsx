import { Radio, Select, Table } from '@mantine/core'
import { type Category, category, type Outcome, outcome, type StageMapping } from '#platform/importing/mapping.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { importsContract } from '../contract.ts'
import type { ImportRecord } from '../schema.ts'
import { isOpen } from './import-state.ts'
import classes from './imports.module.css'

/** What each stage word of the file means: outcome, forecast category, probability. */
export function StageTable({ file }: { file: ImportRecord }) {
  const { percent } = useFormat()
  const { can } = useSession()
  const decide = useCommand(importsContract.decide)
  const locked = !isOpen(file) || !can('imports:run')
  const change = (value: string, to: Partial<StageMapping>) =>
    decide.mutate({
      params: { id: file.id },
      body: {
        mapping: {
          ...file.mapping,
          stages: file.mapping.stages.map(({ opens, ...stage }) => {
            const keeps = to.opens ? stage.value === value : opens
            return { ...stage, ...(keeps && { opens: true }), ...(stage.value === value && to) }
          }),
        },
      },
    })
  return (
    <div className={classes.wide}>
      <Table verticalSpacing="xs" aria-label={`Stages of ${file.fileName}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Stage</Table.Th>
            <Table.Th>Outcome</Table.Th>
            <Table.Th>Forecast category</Table.Th>
            <Table.Th ta="right">Probability</Table.Th>
            <Table.Th>Closed deals opened here</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {file.mapping.stages.map((stage) => (
            <Table.Tr key={stage.value}>
              <Table.Td fw={500}>{stage.value}</Table.Td>
              <Table.Td>
                <Select
                  size="xs"
                  w={110}
                  aria-label={`Outcome of ${stage.value}`}
                  data={outcome.options}
                  value={stage.outcome}
                  disabled={locked}
                  allowDeselect={false}
                  onChange={(value) => change(stage.value, { outcome: value as Outcome })}
                />
              </Table.Td>
              <Table.Td>
                <Select
                  size="xs"
                  w={130}
                  aria-label={`Forecast category of ${stage.value}`}
                  data={category.options}
                  value={stage.category}
                  disabled={locked}
                  allowDeselect={false}
                  onChange={(value) => change(stage.value, { category: value as Category })}
                />
              </Table.Td>
              <Table.Td ta="right">{percent(stage.probability)}</Table.Td>
              <Table.Td>
                {stage.outcome === 'open' && (
                  <Radio
                    aria-label={`Closed deals opened in ${stage.value}`}
                    checked={stage.opens ?? false}
                    disabled={locked}
                    onChange={() => change(stage.value, { opens: true })}
                  />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
