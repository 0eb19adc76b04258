import { z } from 'zod'

/** Fields that files have brought, as an edit gives them. */
export const KeptFields = z.record(z.string().min(1).max(80), z.string().trim().max(2000).nullable())
