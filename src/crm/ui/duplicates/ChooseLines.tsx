import { Radio } from '@mantine/core'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { LinesKept } from '../../deals/lines/contract.ts'
import type { PreviewLines } from '../../duplicates/contract.ts'
import own from './duplicates.module.css'

/** How many products are named before the others are counted. */
const NAMED = 3

/** Whose products the merged deal has: of the one, of the other, or of both. */
export function ChooseLines({
  of,
  kept,
  onKeep,
}: {
  of: PreviewLines
  kept: LinesKept
  onKeep: (kept: LinesKept) => void
}) {
  const { decimal, money, number } = useFormat()
  const told = ({ lines, sumMinor, currency }: PreviewLines['winner']) => {
    if (lines.length === 0) return 'none'
    const named = lines.slice(0, NAMED).map(({ quantity, itemName }) => `${decimal(quantity)} × ${itemName}`)
    const more = lines.length > NAMED ? ` and ${number(lines.length - NAMED)} more` : ''
    return `${named.join(', ')}${more}, ${money(sumMinor ?? 0, currency)}`
  }
  const both = of.winner.lines.length > 0 && of.loser.lines.length > 0
  const choice = (side: LinesKept, label: string) => (
    <Radio
      size="xs"
      name="keep-lines"
      checked={kept === side}
      onChange={() => onKeep(side)}
      label={label}
      aria-label={`Products: ${label}`}
    />
  )
  return (
    <>
      <tr>
        <th scope="row" rowSpan={both ? 2 : 1}>
          Products
        </th>
        {(['winner', 'loser'] as const).map((side) => (
          <td key={side} className={kept === side || kept === 'both' ? own.kept : undefined}>
            {choice(side, told(of[side]))}
          </td>
        ))}
      </tr>
      {both && (
        <tr>
          <td colSpan={2} className={kept === 'both' ? own.kept : undefined}>
            {choice('both', `both, ${number(of.winner.lines.length + of.loser.lines.length)} lines`)}
          </td>
        </tr>
      )}
    </>
  )
}
