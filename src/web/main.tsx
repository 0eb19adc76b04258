import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '#platform/ui/tokens.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { companyContract } from '#company/contract.ts'
import { authContract } from '#platform/auth/contract.ts'
import { basePath } from '#platform/ui/base-path.ts'
import { cssVariables, theme } from '#platform/ui/theme.ts'
import { newQueryClient } from '#platform/ui/use-call.ts'
import { newRouter } from './app.tsx'
import { takeEarly } from './early.ts'
import { styleNonce } from './style-nonce.ts'

const cache = newQueryClient()
takeEarly(cache, [authContract.session, companyContract.profile])
const router = newRouter(basePath() || '/')

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root.')
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      getStyleNonce={styleNonce}
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={cache}>
        <Notifications position="bottom-right" containerWidth={400} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
