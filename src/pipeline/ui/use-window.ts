import { useUrlParam } from '#platform/ui/url-state.ts'
import { addDays } from './days.ts'
import { useView } from './use-view.ts'

export const windows = [
  { value: '91', label: '3 months' },
  { value: '182', label: '6 months' },
  { value: '365', label: '12 months' },
  { value: 'all', label: 'All' },
]

/** The days before the one looked at that rates and durations are taken from. */
export function useWindow(): { span: string; setSpan: (span: string) => void; window: { from?: string } } {
  const { day } = useView()
  const [found, setFound] = useUrlParam('window')
  const span = found ?? '365'
  return {
    span,
    setSpan: (next) => setFound(next === '365' ? null : next),
    window: span === 'all' || !day ? {} : { from: addDays(day, -Number(span)) },
  }
}
