import { type CatalogueItem, catalogue } from './catalogue.ts'
import { type Day, dayText, instantAt } from './days.ts'
import type { FamilyRow, ItemRow } from './rows.ts'
import { type FamilyName, families, type Story } from './truth.ts'

/** An item with what the draws need. `price` is in ten-thousandths of a dollar at the start of the history. */
export type Item = { row: ItemRow; family: FamilyName; price: number; share: number; activeFrom: Day; activeTo: Day }

/** Puts the catalogue on the calendar of the story: what is new starts late, what ends has a last day. */
export function stockShelves(input: { story: Story; newId: (at: number) => string }): {
  families: FamilyRow[]
  items: Item[]
} {
  const { story } = input
  const founded = story.historyStart - 500
  const at = instantAt({ day: founded, hours: 9 })
  const familyRows = Object.keys(families).map((name) => ({ id: input.newId(at), name }))
  const items = catalogue.map((entry) => {
    const activeFrom = story.newItems.find((item) => item.item === entry.code)?.activeFrom ?? founded
    const ends = story.endingItem.item === entry.code
    const row: ItemRow = {
      id: input.newId(at),
      code: entry.code,
      name: entry.name,
      family_id: familyRows.find((family) => family.name === entry.family)!.id,
      unit: entry.unit,
      list_price: (entry.price / 10_000).toFixed(4),
      active_from: dayText(activeFrom),
      active_to: ends ? dayText(story.endingItem.activeTo) : null,
      file_fields: JSON.stringify({ Brand: brandOf(entry), Finish: finishOf(entry) }),
    }
    const activeTo = ends ? story.endingItem.activeTo : Number.POSITIVE_INFINITY
    return { row, family: entry.family, price: entry.price, share: entry.share, activeFrom, activeTo }
  })
  return { families: familyRows, items }
}

/** An item that comes in six weeks and was never sold: what it will sell is told by items that are alike. */
export function comingItem(input: { story: Story; families: readonly FamilyRow[]; id: string }): ItemRow {
  const { story, families: rows, id } = input
  return {
    ...{ id, code: 'GRD-111', name: 'Grano Sense Duo', unit: 'each', list_price: '1290.0000' },
    family_id: rows.find(({ name }) => name === 'Grinders')!.id,
    active_from: dayText(story.today + 45),
    active_to: null,
    file_fields: JSON.stringify({ Brand: 'Grano', Finish: 'Black' }),
  }
}

/** Machines are sold by the name of their line, all that goes with them under a name of its own. */
function brandOf({ name, family }: CatalogueItem): string {
  if (family === 'Water and care') return 'Clario'
  if (family === 'Spare parts') return 'Drumline Parts'
  const line = name.split(' ')[0]!
  return ['Arvo', 'Kestrel', 'Sola', 'Grano', 'Mola', 'Frost', 'Nordan', 'Canto'].includes(line) ? line : 'Drumline'
}

function finishOf({ name, family }: CatalogueItem): string {
  if (/Steel|Pro\b/.test(name)) return 'Steel'
  if (family === 'Water and care') return 'None'
  return /Quiet|Auto|Thermo|Twin|Double/.test(name) ? 'White' : 'Black'
}
