import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { parseSearch, writeSearch } from '#platform/ui/url-state.ts'
import { Frame } from './Frame.tsx'
import { menu, openPages } from './menu.ts'
import { NotFound } from './NotFound.tsx'

/** The router of one workspace: one route per menu entry, and the door for one-time links. */
export function newRouter(basepath: string) {
  const root = createRootRoute({ component: Frame, notFoundComponent: NotFound })
  const screens = [...menu, ...openPages].map(({ path, component }) =>
    createRoute({ getParentRoute: () => root, path, component }),
  )
  const welcome = createRoute({
    getParentRoute: () => root,
    path: '/welcome',
    component: lazyPart(() => import('./Welcome.tsx'), 'Welcome'),
  })
  return createRouter({
    routeTree: root.addChildren([...screens, welcome]),
    basepath,
    parseSearch,
    stringifySearch: writeSearch,
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    defaultPendingComponent: () => <LoadingBlock height={240} />,
    defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
  })
}
