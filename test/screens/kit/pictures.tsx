import { BarChart } from '#platform/ui/charts/BarChart.tsx'
import { FanChart } from '#platform/ui/charts/FanChart.tsx'
import { StackedArea } from '#platform/ui/charts/StackedArea.tsx'
import { Waterfall } from '#platform/ui/charts/Waterfall.tsx'
import { Page, Section } from '#platform/ui/page/Page.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import { history } from './data.ts'

const months = Array.from({ length: 60 }, (_, at) => {
  const label = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(2023, at, 1),
  )
  return { period: label, label }
})
const past = history(46, 3).map((value, at) => ({ ...months[at]!, value }))
const running = { ...months[46]!, soFar: 118, nowcast: 171 }
const forecast = Array.from({ length: 12 }, (_, step) => {
  const mean = 172 + step * 1.5 + 20 * Math.sin((step + 53) / 1.9)
  const spread = 9 + step * 2.4
  return {
    ...months[47 + step]!,
    mean,
    bands: [50, 80, 95].map((level, at) => ({
      level,
      lo: mean - spread * [0.67, 1.28, 1.96][at]!,
      hi: mean + spread * [0.67, 1.28, 1.96][at]!,
    })),
    previous: mean - 12,
    override: step === 3 ? 230 : null,
    reason: step === 3 ? 'Trade fair +40' : null,
  }
})
const steps = [
  { id: 'opening', label: 'Opening', value: 812_000_00, kind: 'total' as const },
  { id: 'new', label: 'New', value: 140_000_00, kind: 'change' as const },
  { id: 'in', label: 'Pulled in', value: 35_000_00, kind: 'change' as const },
  { id: 'pushed', label: 'Pushed', value: -120_000_00, kind: 'change' as const },
  { id: 'won', label: 'Won', value: -210_000_00, kind: 'change' as const },
  { id: 'lost', label: 'Lost', value: -64_000_00, kind: 'change' as const },
  { id: 'closing', label: 'Closing', value: 593_000_00, kind: 'total' as const },
]
const parts = Array.from({ length: 9 }, (_, at) => ({
  id: `f${at}`,
  label: `Family ${at + 1}`,
  values: history(36, at + 1),
}))

export function ChartsPage() {
  const { shortMoney, number } = useFormat()
  return (
    <Page title="Charts">
      <Section title="Demand of Road bikes">
        <FanChart
          label="Demand of Road bikes"
          unit="pcs"
          history={past}
          running={running}
          forecast={forecast}
          format={number}
        />
      </Section>
      <Section title="Pipeline since Monday">
        <Waterfall label="Pipeline since Monday" steps={steps} format={shortMoney} onOpen={() => {}} />
      </Section>
      <Section title="Orders by family">
        <StackedArea
          label="Orders by family"
          unit="pcs"
          periods={months.slice(0, 36).map((month) => month.label)}
          series={parts}
        />
      </Section>
      <Section title="Bias by rep">
        <BarChart
          label="Bias"
          unit="%"
          bars={[
            { id: 'a', label: 'Ada', value: 12, tone: 'ahead' },
            { id: 'b', label: 'Charles', value: -7, tone: 'behind' },
            { id: 'c', label: 'Grace', value: 3, tone: 'uncertain' },
          ]}
        />
      </Section>
    </Page>
  )
}
