import { z } from 'zod'

/** What a person gives for a connection, as every endpoint takes it. */
export const Address = z
  .url({ protocol: /^https?$/, error: 'An address begins with https://.' })
  .max(500)
  .refine((url) => !URL.canParse(url) || !new URL(url).username, 'An address holds no user name and password.')
export const Secret = z.string().trim().min(1).max(4000)
export const Name = z.string().trim().min(1, 'A connection has a name.').max(100)
export const ClientId = z.string().trim().min(1).max(500)
export const Pipeline = z.string().trim().min(1).max(100).default('Sales')
