import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The page of mails that would have been sent, the newest first; a mail's own address gives it as it would go out. */
export async function mailPage(
  folder: string,
  name: string | undefined,
): Promise<{ type: string; body: string } | undefined> {
  const names = (await readdir(folder).catch(() => []))
    .filter((each) => each.endsWith('.eml'))
    .sort()
    .reverse()
  if (name) {
    return names.includes(name)
      ? { type: 'text/plain; charset=utf-8', body: await readFile(join(folder, name), 'utf8') }
      : undefined
  }
  const mails = await Promise.all(
    names.map(async (each) => ({ name: each, text: await readFile(join(folder, each), 'utf8') })),
  )
  const rows = mails.map(
    ({ name: each, text }) =>
      `<li><a href="/dev/mail/${each}">${escaped(titleOf(text))}</a><pre>${escaped(bodyOf(text))}</pre></li>`,
  )
  const list =
    rows.length > 0 ? `<ul>${rows.join('')}</ul>` : '<p>No mail yet. Invite somebody under Settings, Users.</p>'
  return {
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><meta charset="utf-8"><title>Mails</title><h1>Mails</h1>${list}`,
  }
}

function titleOf(mail: string): string {
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(mail)?.[1] ?? ''
  return `${header('Date')} to ${header('To')}: ${header('Subject')}`
}

/** The text below the header, with what quoted-printable put into it taken out. */
function bodyOf(mail: string): string {
  const text = mail.slice(mail.search(/\r?\n\r?\n/)).trim()
  if (!/^Content-Transfer-Encoding: quoted-printable/im.test(mail)) return text
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
