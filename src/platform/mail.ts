import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newId } from './ids.ts'
import type { Workspace } from './workspace.ts'

type Mail = { to: string; subject: string; text: string; html?: string }

/** Sends a mail where SMTP is set up, its subject on one line; says whether it was handed over (links can always be copied instead). */
export async function sendMail({ smtpUrl, log }: Workspace, mail: Mail): Promise<boolean> {
  if (!smtpUrl) return false
  try {
    const url = new URL(smtpUrl)
    const whole = {
      from: url.searchParams.get('from') ?? 'drumbeat@localhost',
      ...mail,
      subject: oneLine(mail.subject),
    }
    if (url.protocol === 'file:') await writeMail(fileURLToPath(new URL(url.pathname, 'file:')), whole)
    else await (await mailer()).createTransport(smtpUrl).sendMail(whole)
    return true
  } catch (error) {
    log.warn({ error: String(error) }, 'mail.failed')
    return false
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Writes the mail as it would go out to a file that any mail program opens; the newest sorts last. */
async function writeMail(folder: string, mail: Mail & { from: string }): Promise<void> {
  const { createTransport } = await mailer()
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(mail)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${newId()}.eml`), message as Buffer)
}

/** Loaded where a mail goes out: most processes send none. */
const mailer = () => import('nodemailer')
