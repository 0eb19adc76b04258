import { Button, Group, SegmentedControl } from '@mantine/core'
import { addressOf } from '#platform/ui/call.ts'
import { BarChart } from '#platform/ui/charts/BarChart.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { sopContract } from '../contract.ts'
import type { CycleView } from '../cycle/contract.ts'
import { type Pack, PackKind, type PackPart } from '../packs/contract.ts'
import { cellText } from '../packs/wording.ts'
import { partOf } from './part-of.ts'
import classes from './sop.module.css'
import { TextTable } from './TextTable.tsx'

const formats = ['pdf', 'xlsx', 'pptx'] as const

/** The packs of a cycle as they go out: on screen, and as files. */
export function PacksTab({ cycle }: { cycle: CycleView }) {
  const [found, choose] = useUrlParam('pack')
  const kind = PackKind.options.find((each) => each === found) ?? 'executive'
  const pack = useCall(sopContract.pack, { params: { id: cycle.id, kind } })
  return (
    <>
      <Group justify="space-between" mb="lg">
        <SegmentedControl
          size="xs"
          aria-label="Pack"
          value={kind}
          onChange={choose}
          data={[
            { value: 'demand', label: 'Demand review' },
            { value: 'supply', label: 'Supply review' },
            { value: 'executive', label: 'Executive' },
          ]}
        />
        <Group gap="xs">
          {formats.map((format) => (
            <Button
              key={format}
              component="a"
              size="xs"
              variant="default"
              href={addressOf(sopContract.packFile, { params: { id: cycle.id, kind }, query: { format } })}
            >
              {format.toUpperCase()}
            </Button>
          ))}
        </Group>
      </Group>
      <Ready call={pack} loading={<LoadingBlock height={420} />}>
        {(data) => (
          <>
            <Explained
              className={classes.packAnswer}
              of="The pack"
              means="Figures of a pack are those of the cycle when it was made; its spreadsheet holds them as live formulas, which say how each follows from the others."
            >
              {data.answer} <Behind cycle={cycle} kind={kind} />
            </Explained>
            {data.parts.map((part) => (
              <Section key={part.heading} title={part.heading}>
                <div data-explained data-tile>
                  <Part part={part} pack={data} />
                  <Behind cycle={cycle} kind={kind} />
                </div>
              </Section>
            ))}
          </>
        )}
      </Ready>
    </>
  )
}

/** Leads from the pack to the part of the cycle whose rows it adds up. */
function Behind({ cycle, kind }: { cycle: CycleView; kind: PackKind }) {
  const tab = { demand: 'consensus', supply: 'supply', executive: 'consensus' }[kind]
  return <NumberLink value="The rows" to={partOf(cycle, tab)} />
}

function Part({ part, pack }: { part: PackPart; pack: Pack }) {
  if (part.kind === 'text') return <p data-explained>{part.text}</p>
  if (part.kind === 'figures') {
    return (
      <dl className={classes.figures} data-explained>
        {part.figures.map(({ label, value, note }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
            <dd className={classes.quiet}>{note}</dd>
          </div>
        ))}
      </dl>
    )
  }
  if (part.kind === 'chart') {
    const [first] = part.series
    const bars = part.labels.map((label, at) => ({ id: label, label, value: first?.values[at] ?? 0 }))
    return <BarChart label={`${first?.name}, ${part.heading}`} unit={part.unit} bars={bars} />
  }
  return (
    <TextTable
      label={part.heading}
      heads={part.columns.map(({ label, kind }) => (kind === 'text' ? label : { label, right: true }))}
      none="None."
      rows={part.rows.map((row, line) => ({
        id: String(line),
        cells: part.columns.map(({ kind }, at) => cellText(row[at] ?? null, kind, pack)),
      }))}
    />
  )
}
