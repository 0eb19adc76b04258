import { createTransport } from 'nodemailer'
import type { Workspace } from './workspace.ts'

/** Sends a mail where SMTP is set up; says whether it was handed over (links can always be copied instead). */
export async function sendMail(
  { smtpUrl, log }: Workspace,
  mail: { to: string; subject: string; text: string },
): Promise<boolean> {
  if (!smtpUrl) return false
  try {
    const from = new URL(smtpUrl).searchParams.get('from') ?? 'drumbeat@localhost'
    await createTransport(smtpUrl).sendMail({ from, ...mail })
    return true
  } catch (error) {
    log.warn({ error: String(error) }, 'mail.failed')
    return false
  }
}
