import { Button } from '@mantine/core'
import { useState } from 'react'
import { BulletBar } from '#platform/ui/charts/BulletBar.tsx'
import { SmallMultiples } from '#platform/ui/charts/SmallMultiples.tsx'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { FilterChips } from '#platform/ui/page/FilterChips.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Page, Section } from '#platform/ui/page/Page.tsx'
import { Timeline } from '#platform/ui/page/Timeline.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { Tree } from '#platform/ui/page/Tree.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import { history } from './data.ts'

const stages = [
  { value: 'prospecting', label: 'Prospecting', count: 500 },
  { value: 'engaging', label: 'Engaging', count: 1589 },
  { value: 'won', label: 'Won', count: 4238 },
]
const families = ['Road bikes', 'Mountain bikes', 'Components', 'Clothing']
const tree = [
  {
    id: 'all',
    label: 'All items',
    aside: '92 %',
    spark: history(24, 1),
    children: families.map((label, at) => ({
      id: label,
      label,
      aside: `${88 - at * 3} %`,
      spark: history(24, at + 2),
      children: [
        {
          id: `${label} one`,
          label: `${label} with a rather long name 2000`,
          aside: '71 %',
          spark: history(24, at + 7),
        },
      ],
    })),
  },
]

export function AnswersPage() {
  const { shortMoney } = useFormat()
  return (
    <Page
      title="Overview"
      answer={
        <Answer tone="behind" since={<>It was {shortMoney(430_000_000)} last Monday.</>}>
          Q4 will land at <NumberDoor value={shortMoney(414_000_000)} door="outlook" label="Outlook" />, 92 % of goal,
          between {shortMoney(380_000_000)} and {shortMoney(451_000_000)}.
        </Answer>
      }
      actions={
        <>
          <Button variant="default">Since last week</Button>
          <Button>Import</Button>
        </>
      }
    >
      <BulletBar
        label="Bookings, Q4"
        actual={271_000_000}
        goal={450_000_000}
        pace={265_000_000}
        outlook={{ lo: 380_000_000, mid: 414_000_000, hi: 451_000_000 }}
        format={shortMoney}
      />
      <FilterChips
        filters={[
          { param: 'stage', label: 'Stage', options: stages },
          { param: 'owner', label: 'Owner', options: [{ value: 'ada', label: 'Ada Lovelace' }] },
        ]}
      />
      <Section title="Demand, next three months" aside="per family">
        <SmallMultiples
          items={families.map((title, at) => ({
            id: title,
            title,
            aside: <Tone tone={at % 2 ? 'behind' : 'ahead'}>{at % 2 ? '−4 %' : '+7 %'}</Tone>,
            history: history(24, at + 2),
            forecast: [1, 2, 3].map((step) => ({ mean: 120 + step * 4, lo: 100 - step * 9, hi: 140 + step * 16 })),
          }))}
          onOpen={() => {}}
        />
      </Section>
      <ItemsAndHistory />
      <DetailDrawer
        param="door"
        value="outlook"
        title="Outlook of Q4"
        definition="What the open deals and the run rate will bring in by the end of the quarter, as a distribution; shown is its middle."
        asOf="Nov 23, 2026, 9:14 AM"
        leftOut="12 deals without amount, 500 without a close date"
      >
        <p>The rows stand here.</p>
      </DetailDrawer>
    </Page>
  )
}

function ItemsAndHistory() {
  const { money } = useFormat()
  const [node, setNode] = useState<string | null>('Road bikes')
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))', gap: 32 }}>
      <Section title="Items">
        <Tree label="Items" nodes={tree} selected={node} onSelect={setNode} />
      </Section>
      <Section title="History of a deal">
        <Timeline
          entries={[
            {
              id: '1',
              at: 'Nov 23, 2026, 9:14 AM',
              who: 'Ada Lovelace',
              what: 'moved it to Won',
              from: 'Engaging',
              to: 'Won',
              tone: 'ahead',
            },
            {
              id: '2',
              at: 'Nov 20, 2026',
              who: 'Import 14',
              what: 'corrected the amount',
              from: money(1_200_000),
              to: money(1_450_000),
              note: 'recorded 3 days late',
              tone: 'edited',
            },
            { id: '3', at: 'Oct 2, 2026', who: 'Charles Babbage', what: 'created it' },
          ]}
        />
      </Section>
    </div>
  )
}
