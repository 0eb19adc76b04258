import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '#platform/ui/tokens.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { cssVariables, theme } from '#platform/ui/theme.ts'
import { parseSearch, writeSearch } from '#platform/ui/url-state.ts'
import { newQueryClient } from '#platform/ui/use-call.ts'
import { RegionalProvider } from '#platform/ui/use-format.tsx'
import { AnswersPage } from './answers.tsx'
import { EditPage } from './edit.tsx'
import { GridPage } from './grid.tsx'
import { ChartsPage } from './pictures.tsx'
import { StatesPage } from './states.tsx'

const root = createRootRoute()
const pages = { '/': AnswersPage, '/grid': GridPage, '/edit': EditPage, '/charts': ChartsPage, '/states': StatesPage }
const routes = Object.entries(pages).map(([path, component]) =>
  createRoute({ getParentRoute: () => root, path, component }),
)
const router = createRouter({ routeTree: root.addChildren(routes), parseSearch, stringifySearch: writeSearch })
const language = new URLSearchParams(location.search).get('in')
const german = { locale: 'de-DE', currency: 'EUR', timeZone: 'Europe/Berlin' }
const american = { locale: 'en-US', currency: 'USD', timeZone: 'America/New_York' }

const element = document.getElementById('root')
if (!element) throw new Error('index.html has no element #root.')
createRoot(element).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
    <QueryClientProvider client={newQueryClient()}>
      <Notifications position="bottom-right" />
      <RegionalProvider regional={language === 'de' ? german : american}>
        <main style={{ padding: 'clamp(16px, 3vw, 36px)' }}>
          <RouterProvider router={router as never} />
        </main>
      </RegionalProvider>
    </QueryClientProvider>
  </MantineProvider>,
)
