import { dayAfter } from '@drumbeat/periods'
import { Table } from '@mantine/core'
import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { OutlookQuality as Quality } from '../outlook/contract.ts'
import classes from './revenue.module.css'

const measures = [
  ['Share of all', 'baseRate', 'How often it happened in what was measured on.'],
  ['Rows measured on', 'rows', 'Deal-weeks or closed deals that were predicted before they were learned from.'],
  [
    'AUC',
    'auc',
    'The chance that a deal for which it happened was given more than one for which it did not; 0.5 is no signal.',
  ],
  ['Brier', 'brier', 'The mean squared distance of the chance from what happened; lower is better.'],
  ['Brier of the base rate', 'baseBrier', 'The same for one who always says the share of all.'],
  ['Log loss', 'logLoss', 'The mean negative logarithm of the chance given to what happened; lower is better.'],
  ['Log loss of the base rate', 'baseLogLoss', 'The same for one who always says the share of all.'],
  [
    'Calibration error',
    'calibrationError',
    'How far chances are from shares, averaged over ten groups of like chances.',
  ],
] as const

/** How good the chances were on later deals that were not learned from; said openly when they are no better than none. */
export function OutlookQuality({ quality }: { quality: Quality }) {
  const { number, day } = useFormat()
  const { close, win, signal, deals, fittedFor } = quality
  const learned = `/crm/deals?outcome=won,lost&closedTo=${dayAfter(fittedFor, -1)}`
  const said = (value: number | null, name: string) => (value === null ? '–' : number(value, name === 'rows' ? 0 : 3))
  return (
    <Section title="How far it can be trusted">
      <Explained
        className={classes.calm}
        of="Quality"
        rows={<NumberLink value="These deals" to={learned} />}
        means="Deals closed before this day taught the chances. Closing was measured on the latest fifth; winning too, or where deals are few on all of them, each predicted by a model that had not seen it."
      >
        {signal === 'no usable signal' &&
          'No usable signal: nothing known of deals tells which are won, so each gets the share that is won at its time. '}
        Learned from <NumberLink value={number(deals)} to={learned} label="Deals" /> deals closed before{' '}
        {day(fittedFor)}; measured on deals not learned from. {win.why}
      </Explained>
      <ScrollRegion label="Quality of the chances">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Chance that a deal</Table.Th>
              {measures.map(([word, , means]) => (
                <Table.Th key={word} ta="right">
                  <Defined name={word} means={means} />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[
              { what: 'closes within a week', measured: close },
              { what: 'is won when it closes', measured: win },
            ].map(({ what, measured }) => (
              <Table.Tr key={what}>
                <Table.Td>
                  <NumberLink value={what} to={learned} />
                </Table.Td>
                {measures.map(([word, name]) => (
                  <Table.Td key={word} ta="right">
                    {said(measured[name], name)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </Section>
  )
}
