import { Outlet, useLocation } from '@tanstack/react-router'
import { companyContract } from '#company/contract.ts'
import { authContract } from '#platform/auth/contract.ts'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { PanelsProvider } from '#platform/ui/panels.tsx'
import { SessionProvider, useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { menu, openPages, panels } from './menu.ts'
import { NotYours } from './NotYours.tsx'
import { Shell } from './Shell.tsx'
import { SignIn } from './SignIn.tsx'
import classes from './shell.module.css'

const forEverybody = ['/welcome', ...openPages.map(({ path }) => path)]

/** Around every screen: the shell for those signed in, sign-in for all others; one-time links and open pages show to both. */
export function Frame() {
  const isOpen = useLocation({ select: (location) => forEverybody.includes(location.pathname) })
  const session = useCall(authContract.session)
  const company = useCall(companyContract.profile, {}, { enabled: Boolean(session.data?.user) })
  if (isOpen) return <Outlet />
  if (!session.data) return session.error ? <Alone error={session.error} retry={session.refetch} /> : null
  if (!session.data.user) return <SignIn session={session.data} />
  if (!company.data) return company.error ? <Alone error={company.error} retry={company.refetch} /> : null
  return (
    <SessionProvider reply={session.data} company={company.data}>
      <PanelsProvider given={panels}>
        <Shell>
          <Allowed />
        </Shell>
      </PanelsProvider>
    </SessionProvider>
  )
}

/** The screen, for those whose role includes it. */
function Allowed() {
  const { can } = useSession()
  const path = useLocation({ select: (location) => location.pathname })
  const entry = menu.find((each) => each.path === path)
  return entry && !can(entry.permission) ? <NotYours title={entry.label} /> : <Outlet />
}

function Alone({ error, retry }: { error: unknown; retry: () => unknown }) {
  return (
    <main className={classes.alone}>
      <ErrorState error={error} retry={retry} />
    </main>
  )
}
