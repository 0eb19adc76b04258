import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DuplicatePair } from '../../duplicates/contract.ts'
import { ApartList } from './ApartList.tsx'
import { ComparedNote } from './ComparedNote.tsx'
import type { MergedNoun } from './DuplicatesScreen.tsx'
import { usePairs } from './use-pairs.ts'

/** Pairs of a noun that may be the same, the surest first; below them those that somebody called different. */
export function PairsTab({ noun }: { noun: MergedNoun }) {
  const duplicates = usePairs(noun)
  const [open, setOpen] = useUrlParam('pair')
  const { number } = useFormat()
  return (
    <Ready call={duplicates}>
      {({ pairs, total, apart, asOf, comparing }) => (
        <>
          <ComparedNote noun={noun} asOf={asOf} comparing={comparing} />
          <DataGrid<DuplicatePair>
            name={`duplicate-${noun}s`}
            label={`Pairs of ${noun}s`}
            columns={pairColumns(number)}
            rows={pairs}
            rowId={pairId}
            openId={open}
            onOpen={(pair) => setOpen(pairId(pair), { push: true })}
            total={total}
            empty={
              <EmptyState
                title={asOf === null ? `The ${noun}s are being compared` : `No two ${noun}s look alike`}
                teaches="Pairs that share an id, an e-mail, a phone number or a domain, or whose names are alike, are listed here with the evidence. You decide: merge them, with undo, or say that they are not the same."
              />
            }
          />
          {apart.length > 0 && (
            <Section title="Not the same">
              <ApartList noun={noun} pairs={apart} />
            </Section>
          )}
        </>
      )}
    </Ready>
  )
}

/** The two ids of a pair, as the address holds them. */
export function pairId({ a, b }: DuplicatePair): string {
  return `${a.id}.${b.id}`
}

function pairColumns(number: (value: number, digits?: number) => string): Column<DuplicatePair>[] {
  const said = ({ evidence }: DuplicatePair) =>
    evidence.map(({ says, points }) => `${points < 0 ? 'but ' : ''}${says}`).join('; ')
  return [
    { id: 'a', header: 'One', value: ({ a }) => a.name, width: 200, sortable: false, phone: 'title' },
    { id: 'b', header: 'Other', value: ({ b }) => b.name, width: 200, sortable: false, phone: 'line' },
    { id: 'evidence', header: 'Why', value: said, grow: true, sortable: false, phone: 'line' },
    {
      id: 'certainty',
      header: 'Certainty',
      value: ({ certainty }) => certainty,
      width: 130,
      sortable: false,
      phone: 'aside',
    },
    {
      id: 'points',
      header: 'Points',
      kind: 'number',
      adds: false,
      width: 80,
      sortable: false,
      value: ({ points }) => points,
      cell: ({ points }) => number(points, 1),
      definition: 'What speaks for the pair less what speaks against it; listed from 4, almost certain from 7.',
      phone: 'off',
    },
  ]
}
