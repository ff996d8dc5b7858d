import { z } from 'zod'

import { id, only } from '../input-schema.ts'

/** Limits keep a hostile sign-in from costing more than a real one; the checks themselves tell nothing. */
export const signInInput = only({
  email: z.string('must be text').min(1, 'must be filled in').max(254, 'must be 254 characters or fewer'),
  password: z.string('must be text').min(1, 'must be filled in').max(256, 'must be 256 characters or fewer'),
})

/** Whoever is signed in, for their own screen. */
export const me = z.object({
  name: z.string(),
  initials: z.string(),
  session_id: z.uuid(),
})

export const meOutput = me.nullable()

export const sessionsOutput = z.object({
  sessions: z.array(
    z.object({
      id: z.uuid(),
      created_at: z.string(),
      last_seen_at: z.string(),
      /** As the browser calls itself; null when it said nothing. */
      user_agent: z.string().nullable(),
      current: z.boolean(),
    }),
  ),
})

export const revokeSessionInput = only({ session: id })
