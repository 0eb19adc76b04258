import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { openLog } from './log.ts'
import { sendMail } from './mail.ts'
import type { Workspace } from './workspace.ts'

const mail = { to: 'jon@example.com', subject: 'Welcome \n back', text: 'Come in.' }

test('without a mail server nothing is sent, and that is said', async () => {
  expect(await sendMail({ smtpUrl: null, log: openLog('silent') } as Workspace, mail)).toBe(false)
})

test('where SMTP_URL names a folder, each mail becomes a file there, as it would go out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-mail-'))
  try {
    const smtpUrl = pathToFileURL(join(folder, 'new')).href
    expect(await sendMail({ smtpUrl, log: openLog('silent') } as Workspace, mail)).toBe(true)
    const [name, ...others] = await readdir(join(folder, 'new'))
    expect(others).toEqual([])
    const text = await readFile(join(folder, 'new', name!), 'utf8')
    expect(text).toContain('To: jon@example.com')
    expect(text).toContain('Subject: Welcome back')
    expect(text).toContain('Come in.')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
