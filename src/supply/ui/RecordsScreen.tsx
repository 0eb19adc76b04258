import { Select } from '@mantine/core'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { supplyContract } from '../contract.ts'
import { recordNouns } from '../records/nouns.ts'
import { RecordsGrid } from './RecordsGrid.tsx'

/** What supply keeps, one kind at a time: stock, recipes, orders, suppliers, resources. */
export function RecordsScreen() {
  const kinds = useCall(supplyContract.records)
  const [search, change] = useUrlParams()
  const { number } = useFormat()
  const noun = recordNouns.find(({ path }) => path === search.tab) ?? recordNouns[0]!
  const rowsOf = new Map(kinds.data?.kinds.map(({ path, rows }) => [path, rows]))
  const options = recordNouns.map(({ path, plural }) => ({
    value: path,
    label: `${plural[0]!.toUpperCase()}${plural.slice(1)} (${number(rowsOf.get(path) ?? 0)})`,
  }))
  return (
    <Page
      title="Stock and recipes"
      answer={
        kinds.data && (
          <Answer means="Records of this kind that hold today; the list below shows them all.">
            {rowsOf.get(noun.path) ? (
              <>
                <NumberBelow
                  value={number(rowsOf.get(noun.path)!)}
                  rows={`${noun.plural[0]!.toUpperCase()}${noun.plural.slice(1)}`}
                />{' '}
                {noun.plural}. {noun.words}
              </>
            ) : (
              `No ${noun.plural} are known yet. ${noun.words}`
            )}
          </Answer>
        )
      }
      actions={
        <Select
          aria-label="Kind of record"
          size="sm"
          w={260}
          data={options}
          value={noun.path}
          allowDeselect={false}
          searchable
          onChange={(path) => change({ tab: path, id: null, item: null, sort: null })}
        />
      }
    >
      <Ready call={kinds}>{() => <RecordsGrid key={noun.path} noun={noun} />}</Ready>
    </Page>
  )
}
