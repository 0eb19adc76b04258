import { useFormat } from '#platform/ui/use-format.tsx'
import type { AttainmentLine } from '../schema.ts'

/** Closed against quota in one row: the fact solid, the quota a mark, the even pace a tick. */
export function MiniBullet({ line, elapsed }: { line: AttainmentLine; elapsed: number }) {
  const { percent } = useFormat()
  if (line.attainment === null) return null
  const most = Math.max(1.25, Math.min(line.attainment, 2) * 1.05)
  const at = (share: number) => `${(Math.min(Math.max(share, 0), most) / most) * 100}%`
  const words = `${percent(line.attainment)} of quota; an even pace would be ${percent(elapsed)}`
  return (
    <svg
      width="100%"
      height="18"
      role="img"
      aria-label={words}
      style={{ verticalAlign: 'middle', overflow: 'visible' }}
    >
      <rect x="0" y="4" width="100%" height="10" rx="3" fill="var(--uncertain-soft)" />
      <rect x="0" y="6" width={at(line.attainment)} height="6" rx="2" fill="var(--accent)" />
      {elapsed > 0 && elapsed < 1 && (
        <line x1={at(elapsed)} x2={at(elapsed)} y1="13" y2="18" stroke="var(--muted)" strokeWidth="2" />
      )}
      <line x1={at(1)} x2={at(1)} y1="1" y2="17" stroke="var(--ink)" strokeWidth="2" />
    </svg>
  )
}
