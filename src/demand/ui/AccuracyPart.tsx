import { Table } from '@mantine/core'
import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Accuracy, SeriesDetail } from '../schema.ts'
import classes from './demand.module.css'
import type { DemandView } from './use-view.ts'

/** How good forecasts of this series have been, in a sentence, by measure and by how far ahead; or why nobody can tell. */
export function AccuracyPart({ view, detail }: { view: DemandView; detail: SeriesDetail }) {
  const { accuracy, cannotTell } = detail
  if (!accuracy) return <p className={classes.calm}>{cannotTell}</p>
  return (
    <div className={classes.accuracy}>
      <Verdict accuracy={accuracy} view={view} />
      <div className={classes.tables}>
        <Measures accuracy={accuracy} />
        <ByLag accuracy={accuracy} view={view} />
      </div>
      <Explained
        className={classes.calm}
        of="Model"
        means="The models that are combined, and why: each weighs by how well it forecast earlier periods of this and of like series."
      >
        Model: {detail.model}. {detail.reason}
      </Explained>
    </div>
  )
}

function Verdict({ accuracy, view }: { accuracy: Accuracy; view: DemandView }) {
  const { percent } = useFormat()
  const better = accuracy.wape < accuracy.naiveWape
  return (
    <Explained
      className={classes.sentence}
      of="Measured error"
      means="Each of these earlier periods was forecast with what was known then, and compared with what came: the sum of misses by the sum of what came (WAPE)."
    >
      Made again from {accuracy.origins} earlier {view.grain}s, forecasts were off by{' '}
      <NumberDoor value={percent(accuracy.wape, 1)} door="accuracy" label="Error" /> of what came;{' '}
      <Tone tone={better ? 'ahead' : 'behind'}>{better ? 'better' : 'worse'}</Tone> than repeating the year before (
      {percent(accuracy.naiveWape, 1)}).
    </Explained>
  )
}

function Measures({ accuracy }: { accuracy: Accuracy }) {
  const { percent, number } = useFormat()
  const signed = (share: number) => `${share > 0 ? '+' : ''}${percent(share, 1)}`
  const rows = [
    ['Error (WAPE)', percent(accuracy.wape, 1)],
    ['Error of the naive forecast', percent(accuracy.naiveWape, 1)],
    ['Scaled error (MASE)', accuracy.mase === null ? "can't tell" : number(accuracy.mase, 2)],
    ['Bias (+ is too high)', accuracy.bias === null ? "can't tell" : signed(accuracy.bias)],
    [`${percent(0.8)} range held`, percent(accuracy.coverage80)],
    [`${percent(0.95)} range held`, percent(accuracy.coverage95)],
  ]
  return (
    <Table aria-label="Accuracy by measure">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Measure</Table.Th>
          <Table.Th ta="right">
            <Defined
              name="Value"
              means="WAPE is the sum of misses by the sum of what came; MASE is the mean miss against that of the naive forecast in the history; a range held is how often the truth lay within."
            />
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400}>
              {name}
            </Table.Th>
            <Table.Td ta="right">{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function ByLag({ accuracy, view }: { accuracy: Accuracy; view: DemandView }) {
  const { percent } = useFormat()
  const shown = (share: number | null) => (share === null ? "can't tell" : percent(share, 1))
  return (
    <Table aria-label="Accuracy by how far ahead">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Defined
              name={view.grain === 'month' ? 'Months ahead' : 'Weeks ahead'}
              means="How long before the period the forecast was made."
            />
          </Table.Th>
          <Table.Th ta="right">
            <Defined
              name="Error"
              means="The sum of misses by the sum of what came (WAPE), for forecasts made this far ahead."
            />
          </Table.Th>
          <Table.Th ta="right">
            <Defined name="Naive" means="The same of a forecast that repeats the year before." />
          </Table.Th>
          <Table.Th ta="right">
            <Defined name="Bias" means="The sum of forecasts less what came, divided by what came; + is too high." />
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {accuracy.byLag.map((row) => (
          <Table.Tr key={row.lag}>
            <Table.Td>{row.lag}</Table.Td>
            <Table.Td ta="right">{shown(row.wape)}</Table.Td>
            <Table.Td ta="right">{shown(row.naiveWape)}</Table.Td>
            <Table.Td ta="right">{shown(row.bias)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
