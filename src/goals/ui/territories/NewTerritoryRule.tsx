import { Button } from '@mantine/core'
import { useState } from 'react'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { territoryRulesContract } from '../../territories/rules/contract.ts'
import { RuleTerms } from '../../territories/rules/terms.ts'

/** Adds a rule of a territory by place, segment and size. */
export function NewTerritoryRule() {
  const [adding, setAdding] = useState(false)
  const territories = useCall(territoryRulesContract.rules)
  const add = useCommand(territoryRulesContract.addRule, {
    quiet: true,
    onDone: () => {
      toast('The rule is added; its moves are listed below')
      setAdding(false)
    },
  })
  if (!adding)
    return (
      <Button variant="default" size="xs" w="fit-content" onClick={() => setAdding(true)}>
        Add a rule
      </Button>
    )
  const words = (text: string | null) =>
    (text ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '')
  return (
    <RecordForm
      fields={[
        {
          name: 'territoryId',
          label: 'Territory',
          kind: 'select',
          required: true,
          options: territories.data?.territories.map(({ id, name }) => ({ value: id, label: name })) ?? [],
        },
        { name: 'countries', label: 'Countries', description: 'Separated by commas' },
        { name: 'industries', label: 'Industries', description: 'Separated by commas' },
        { name: 'employees', label: 'Employees, at least', kind: 'decimal' },
        { name: 'startsOn', label: 'From', kind: 'date', required: true },
      ]}
      initial={{ territoryId: null, countries: null, industries: null, employees: null, startsOn: null }}
      submit="Add"
      saving={add.isPending}
      error={add.error}
      onCancel={() => setAdding(false)}
      onSave={({ territoryId, countries, industries, employees, startsOn }) =>
        add.mutate({
          body: {
            territoryId: territoryId!,
            startsOn: startsOn!,
            terms: RuleTerms.parse({
              countries: words(countries),
              industries: words(industries),
              employeesFrom: employees === null ? null : Math.round(Number(employees)),
            }),
          },
        })
      }
    />
  )
}
