import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { z } from 'zod'
import type { authContract } from '../auth/contract.ts'
import type { RegionalSettings } from './format.ts'
import { RegionalProvider } from './use-format.tsx'

type SessionReply = z.output<(typeof authContract.session)['reply']>
type Company = RegionalSettings & { name: string }

/** Who is signed in, what they may do, and which company and workspace this is. */
export type Session = {
  user: NonNullable<SessionReply['user']>
  role: string
  permissions: readonly string[]
  company: Company
  workspace: SessionReply['workspace']
  /** The workspaces served beside this one. */
  others: SessionReply['others']
  can: (permission: string) => boolean
}

const SessionContext = createContext<Session | null>(null)

/** Hands the session, and the company's regional settings, to every screen below. */
export function SessionProvider(props: { reply: SessionReply; company: Company; children: ReactNode }) {
  const { reply, company } = props
  const session = useMemo(() => sessionOf(reply, company), [reply, company])
  return (
    <SessionContext value={session}>
      <RegionalProvider regional={company}>{props.children}</RegionalProvider>
    </SessionContext>
  )
}

/** The session of the signed-in user; only for screens, which show to signed-in users alone. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession() was called outside the signed-in part of the app.')
  return session
}

function sessionOf(reply: SessionReply, company: Company): Session | null {
  const { user, workspace, others } = reply
  if (!user) return null
  const { permissions, role } = user
  return { user, role, permissions, company, workspace, others, can: (permission) => permissions.includes(permission) }
}
