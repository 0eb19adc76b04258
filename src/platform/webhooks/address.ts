import { z } from 'zod'

/** The address of a program or a chat elsewhere that is called when something happens. */
export const CalledAddress = z
  .url({ protocol: /^https?$/, error: 'An address begins with https:// or http://.' })
  .max(2000)
  .refine((url) => !URL.canParse(url) || !new URL(url).username, 'An address holds no user name and password.')
