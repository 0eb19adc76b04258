import { note, type RowCells, type RowRule, stop } from '#platform/importing/rule.ts'

const mail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Puts a person's name together from its parts; without one, the e-mail or the company says whom the row is about. */
export function personName(): RowRule {
  return (row) => {
    const { cells } = row
    checkMail(row)
    const parts = [cells.first_name, cells.last_name].filter((part) => part)
    cells.full_name ??= parts.length > 0 ? parts.join(' ') : null
    if (cells.full_name) return
    const known = cells.email ?? cells.company ?? null
    if (known === null) stop(row, 'full_name', 'missing value', 'there is no name, e-mail or company')
    else note(row, 'full_name', 'no name', `goes by "${known}"`)
    cells.full_name = known
  }
}

function checkMail(row: RowCells): void {
  const { email } = row.cells
  if (!email || mail.test(email)) return
  note(row, 'email', 'no e-mail address', `"${email}" is no e-mail address and was left out`)
  row.cells.email = null
}
