import { readAllergy } from './allergy.ts'
import { readCarePlan } from './care-plan.ts'
import { readCondition } from './condition.ts'
import { readEncounter } from './encounter.ts'
import type { EntryReader } from './entry.ts'
import { readGoal } from './goal.ts'
import { readMedicationRequest, readMedicationStatement } from './medicine.ts'
import { readProcedure } from './procedure.ts'

/** The kinds of FHIR resource that are kept as entries of a person's record, and how each is read. */
export const entryKinds: ReadonlyMap<string, EntryReader> = new Map([
  ['Condition', readCondition],
  ['MedicationRequest', readMedicationRequest],
  ['MedicationStatement', readMedicationStatement],
  ['AllergyIntolerance', readAllergy],
  ['Procedure', readProcedure],
  ['Encounter', readEncounter],
  ['CarePlan', readCarePlan],
  ['Goal', readGoal],
])

const whyNot: Readonly<Record<string, string>> = {
  OperationOutcome: 'is a message from the sending system about its own answer',
  MessageHeader: 'is the envelope of a message',
  Organization: 'is used to name who provided a contact; organisations are entered by an administrator',
  Practitioner: 'is a member of staff; staff are entered by their own organisation',
  PractitionerRole: 'is a member of staff; staff are entered by their own organisation',
  Medication: 'is used for the code of the medicines that point at it',
  Consent: 'is a wish about sharing; those are recorded here, by somebody who has spoken with the person',
  Flag: 'is not kept yet',
  ServiceRequest: 'is not kept yet',
}

/** Why a kind of resource is read past. */
export function whyNotKept(kind: string): string {
  return Object.hasOwn(whyNot, kind) ? (whyNot[kind] ?? '') : 'is not a kind of resource that a shared caseload keeps'
}
