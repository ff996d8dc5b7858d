import { randomUUID } from 'node:crypto'

import { sql } from 'kysely'

import { letSignIn } from '../support/accounts.ts'
import { type Client, clientOf } from '../support/client.ts'
import type { TestDatabase } from '../support/database.ts'
import { killProgramsAtTheEnd, processSettings, type ProgramProcess, runProgram } from '../support/process.ts'
import { type Group, type Patient, Scenario } from '../support/scenario.ts'

/** Words that stand in what is stored or typed, and may stand in nothing that the program tells of itself. */
export const canary = {
  familyName: 'Canaryfamily',
  givenNames: 'Canarygiven',
  nhsNumber: '9990348828',
  searched: 'Canarysearched',
  typedPath: 'Canarypath',
  password: 'canary password nine herons',
  reason: 'Canaryreason for looking',
  detail: 'Canarydetail',
} as const

/** A program that runs, a person who is signed in and has said why, and a patient whose every word is a canary. */
export interface Observed {
  readonly program: ProgramProcess
  readonly url: string
  readonly email: string
  readonly client: Client
  readonly world: Scenario
  readonly group: Group
  readonly patient: Patient
  readonly declaration: string
}

/** Lays all that out on a database, and starts the program on it as the commands do. */
export async function observed(database: TestDatabase, given: Record<string, string> = {}): Promise<Observed> {
  killProgramsAtTheEnd()
  const world = new Scenario(database.owner.kysely)
  const surgery = await world.organisation('gp_practice')
  const group = await world.group([surgery])
  const khan = await world.staff('gp', surgery, { memberOf: [group], family_name: canary.familyName })
  const patient = await world.patient({
    registeredAt: surgery,
    onTheListOf: [group],
    family_name: canary.familyName,
    given_names: canary.givenNames,
    nhs_number: canary.nhsNumber,
  })
  const email = await letSignIn(world.db, khan.account_id)
  const program = runProgram({ ...(await processSettings(database)), LOG_LEVEL: 'debug', ...given })
  const url = await program.ready()
  const client = await clientOf(url, email)
  const { declaration } = await client.api.access.declare.mutate({
    place: group.place_id,
    practitioner_role_id: khan.role_id,
    route: 'group_caseload',
    purpose: 'direct_care',
    reason: canary.reason,
  })
  return { program, url, email, client, world, group, patient, declaration }
}

/** From now on the database refuses every audit event, in words that quote a row. */
export async function breakTheAudit({ db }: Scenario): Promise<void> {
  await sql`create function care.broken() returns trigger language plpgsql as $$
    begin raise exception using message = ${sql.lit(`message ${canary.detail}`)}, errcode = 'XX000',
      detail = ${sql.lit(`Key (nhs_number)=(${canary.nhsNumber}) ${canary.detail}`)}, hint = ${sql.lit(canary.detail)}; end $$`.execute(
    db,
  )
  await sql`create trigger broken before insert on care.audit_event execute function care.broken()`.execute(db)
}

/** Everything that a person does in a day, well and badly, each with canaries. */
export async function traffic({ url, client, group, patient, declaration, email }: Observed): Promise<void> {
  const place = `/places/${group.place_id}`
  const pages = ['/', '/policy', `${place}/people`, `${place}/people/${patient.id}`, `${place}/people/${randomUUID()}`]
  for (const path of [...pages, `/${canary.typedPath}`, `${place}/people/${canary.typedPath}`])
    await (await client.page(`${path}?name=${canary.searched}`)).text()
  await (await client.page(`${place}/people`, { name: canary.searched })).text()
  await (await client.page('/sign-in', { email: `${canary.searched}@x.example`, password: canary.password })).text()
  await (await client.page('/sign-in', { email, password: canary.password })).text()

  const { caseload, patients, auth } = client.api
  const refused = () => undefined
  await caseload.list.query({ declaration, filter: { name: canary.searched } })
  await caseload.list.query({ declaration, limit: canary.searched as never }).catch(refused)
  await patients.record.query({ declaration, patient: patient.id })
  await patients.record.query({ declaration, patient: canary.searched }).catch(refused)
  await auth.signIn.mutate({ email: canary.searched, password: canary.password }).catch(refused)

  const headers = { origin: new URL(url).origin, cookie: client.cookie, 'content-type': 'application/json' }
  for (const body of [`{"email":"${canary.searched}`, `"${canary.searched}"`])
    await fetch(new URL(`/trpc/${canary.typedPath}`, url), { method: 'POST', headers, body })
  const multipart = { ...headers, 'content-type': `multipart/form-data; boundary=${canary.typedPath}` }
  await fetch(new URL('/sign-in', url), { method: 'POST', headers: multipart, body: canary.password })
}
