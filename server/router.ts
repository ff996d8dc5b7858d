import { authRouter } from './auth/router.ts'
import { caseloadRouter } from './caseload/router.ts'
import { accessRouter, groupsRouter } from './groups/router.ts'
import { guidanceRouter } from './guidance/router.ts'
import { patientsRouter } from './patients/router.ts'
import { callerFactory, router } from './procedures.ts'
import { sharingRouter } from './sharing/router.ts'

/** The whole API: every domain's procedures under its name. */
export const appRouter = router({
  auth: authRouter,
  access: accessRouter,
  groups: groupsRouter,
  caseload: caseloadRouter,
  patients: patientsRouter,
  sharing: sharingRouter,
  guidance: guidanceRouter,
})

export type AppRouter = typeof appRouter

/** Makes the API of one request for whoever is in this process: pages' loaders and actions. */
export const createCaller = callerFactory(appRouter)

/** The API as a loader or an action calls it. */
export type Caller = ReturnType<typeof createCaller>
