import type { CompiledQuery, Insertable, Kysely } from 'kysely'

import type { Category } from '../../server/access/categories.ts'
import { refreshDenials } from '../../server/access/preferences.ts'
import {
  purposeNames,
  type OrganisationKind,
  type Purpose,
  type Role,
  type Route,
} from '../../server/access/vocabulary.ts'
import type { Database } from '../../server/database/schema.ts'
import type { CareTables } from '../../server/database/schema-care.ts'
import type { HouseTables } from '../../server/database/schema-house.ts'
import * as care from './factories/care.ts'
import * as house from './factories/house.ts'
import { days } from './factories/time.ts'

export interface Organisation {
  id: string
  kind: OrganisationKind
  /** Where its patients are looked after, for a practice. */
  place_id: string | null
}

export interface Group {
  id: string
  place_id: string
  agreement_id: string
}

/** A member of staff in the role they act in. */
export interface Person {
  practitioner_id: string
  role_id: string
  role: Role
  organisation: Organisation
  account_id: string
}

/** Somebody signed in, as the gate is told of them. */
export interface SignedIn {
  id: string
  account_id: string
  practitioner_id: string
  assurance_level: number
}

export interface Patient {
  id: string
  practice_id: string | null
}

/** Why somebody is here; `over` is the group or the practice they say it of. */
export interface Said {
  route: Route
  purpose: Purpose
  over: Group | Organisation
  patient?: Patient
  reason?: string
}

/**
 * Lays out people, places and patients for a test, each in one readable line, written past the gate:
 *
 *     const world = new Scenario(database.owner.kysely)
 *     const surgery = await world.organisation('gp_practice')
 *     const group = await world.group([surgery, council])
 *     const khan = await world.staff('social_worker', council, { memberOf: [group] })
 *     const grace = await world.patient({ registeredAt: surgery, onTheListOf: [group] })
 *     const here = await world.declaration(khan, { route: 'group_caseload', purpose: 'direct_care', over: group })
 */
export class Scenario {
  readonly db: Kysely<Database>

  constructor(db: Kysely<Database>) {
    this.db = db
  }

  async organisation(
    kind: OrganisationKind,
    given: Partial<Insertable<HouseTables['organisation']>> = {},
  ): Promise<Organisation> {
    const id = await house.makeOrganisation(this.db, { ...given, kind })
    const place_id = kind === 'gp_practice' ? await house.makePlace(this.db, { organisation_id: id }) : null
    return { id, kind, place_id }
  }

  /** A group of organisations, all of them under one agreement for `purposes` (every purpose unless told). */
  async group(
    organisations: readonly Organisation[],
    given: { purposes?: readonly Purpose[]; name?: string; status?: string } = {},
  ): Promise<Group> {
    const { purposes = purposeNames, ...row } = given
    const id = await house.makeGroup(this.db, row)
    const place_id = await house.makePlace(this.db, { group_id: id })
    const parties = organisations.map((organisation) => organisation.id)
    for (const organisation_id of parties) await house.makeGroupOrganisation(this.db, { group_id: id, organisation_id })
    const agreement_id = await house.makeAgreement(this.db, { parties, groups: [id], purposes })
    return { id, place_id, agreement_id }
  }

  async staff(
    role: Role,
    organisation: Organisation,
    given: { memberOf?: readonly Group[]; family_name?: string; given_names?: string; email?: string } = {},
  ): Promise<Person> {
    const { memberOf = [], email, ...names } = given
    const practitioner_id = await house.makePractitioner(this.db, names)
    const account_id = await house.makeAccount(this.db, { practitioner_id, ...(email && { email }) })
    const person = await this.#inRole(role, organisation, { practitioner_id, account_id })
    for (const group of memberOf) await this.membership(person, group)
    return person
  }

  /** The same person in one more role, which may be at another organisation. */
  async alsoAs(person: Person, role: Role, organisation: Organisation): Promise<Person> {
    return this.#inRole(role, organisation, person)
  }

  async #inRole(
    role: Role,
    organisation: Organisation,
    who: Pick<Person, 'practitioner_id' | 'account_id'>,
  ): Promise<Person> {
    const { practitioner_id, account_id } = who
    const role_id = await house.makePractitionerRole(this.db, {
      practitioner_id,
      organisation_id: organisation.id,
      role,
    })
    return { practitioner_id, role_id, role, organisation, account_id }
  }

  async membership(
    person: Person,
    group: Group,
    given: Partial<Insertable<HouseTables['membership']>> = {},
  ): Promise<string> {
    return house.makeMembership(this.db, { ...given, group_id: group.id, practitioner_role_id: person.role_id })
  }

  async patient(
    given: { registeredAt?: Organisation; onTheListOf?: readonly Group[] } & Partial<
      Insertable<CareTables['patient']>
    > = {},
  ): Promise<Patient> {
    const { registeredAt, onTheListOf = [], ...row } = given
    const practice_id = registeredAt?.id ?? null
    const patient = {
      id: await care.makePatient(this.db, { registered_practice_id: practice_id, ...row }),
      practice_id,
    }
    for (const group of onTheListOf) await this.onTheList(patient, group)
    return patient
  }

  async onTheList(
    patient: Patient,
    group: Group,
    given: Partial<Insertable<CareTables['caseload_entry']>> = {},
  ): Promise<string> {
    return care.makeCaseloadEntry(this.db, { ...given, patient_id: patient.id, group_id: group.id })
  }

  /** What a patient asked for, written down by `recorder`, in force and worked out as the gate does. */
  async wish(
    patient: Patient,
    recorder: Person,
    given: { effect: 'permit' | 'deny'; what: string } & Partial<Insertable<CareTables['sharing_preference']>>,
  ): Promise<string> {
    const id = await care.makePreference(this.db, { ...given, patient_id: patient.id, recorded_by: recorder.role_id })
    await refreshDenials({ run: (statement) => this.#rowsOf(statement) }, [patient.id])
    return id
  }

  async #rowsOf<Row>(statement: CompiledQuery): Promise<Row[]> {
    const { rows } = await this.db.executeQuery(statement)
    return rows as Row[]
  }

  /** A condition whose only news is its categories. */
  async condition(patient: Patient, ...about: readonly Category[]): Promise<string> {
    return care.makeCondition(this.db, { patient_id: patient.id, about })
  }

  async session(person: Person): Promise<SignedIn> {
    const { account_id, practitioner_id } = person
    const id = await house.makeSession(this.db, { account_id })
    return { id, account_id, practitioner_id, assurance_level: 2 }
  }

  /** What a person said they are here for, in a session of its own unless one is given. */
  async declaration(
    person: Person,
    said: Said,
    given: { session?: SignedIn } & Partial<Insertable<HouseTables['declaration']>> = {},
  ) {
    const { session = await this.session(person), ...row } = given
    const over = 'agreement_id' in said.over ? { group_id: said.over.id } : { organisation_id: said.over.id }
    const id = await house.makeDeclaration(this.db, {
      session_id: session.id,
      practitioner_role_id: person.role_id,
      route: said.route,
      purpose: said.purpose,
      place_id: said.over.place_id,
      ...over,
      patient_id: said.patient?.id ?? null,
      reason: said.reason ?? null,
      started_at: days(-0.01),
      ...row,
    })
    return { id, session }
  }
}
