import type { BroughtRow } from '../../access/bring.ts'
import type { Contact, RelatedPersonResource } from '../schema/person.ts'
import { wordsFor } from '../words.ts'
import { nameInUse } from './names.ts'
import { daysOf } from './periods.ts'
import { addressInOneLine } from './whereabouts.ts'

type RelativeRow = Omit<BroughtRow<'related_person'>, 'id' | 'patient_id' | 'source_system' | 'source_id'>

/** A RelatedPerson: carer, next of kin, guardian. Nothing says that they agreed to be contacted, so nothing is assumed. */
export function relatedPerson(person: RelatedPersonResource, today: string): RelativeRow {
  const { family_name, given_names } = nameInUse(person.name, today)
  return {
    relationship: wordsFor(person.relationship) ?? null,
    family_name,
    given_names,
    telecom: numbersOf(person.telecom),
    address: addressInOneLine(person.address[0]),
    agreed_to_contact: null,
    ...daysOf(person.period),
  }
}

/** Somebody named in the person's own record as a contact. */
export function contactPerson(contact: Contact, today: string): RelativeRow {
  const { family_name, given_names } = nameInUse(contact.name ? [contact.name] : [], today)
  return {
    relationship: wordsFor(contact.relationship) ?? null,
    family_name,
    given_names,
    telecom: numbersOf(contact.telecom),
    address: addressInOneLine(contact.address),
    agreed_to_contact: null,
    ...daysOf(contact.period),
  }
}

/** Whether a contact is the person: some systems keep a person's own telephone numbers there. */
export function isThemself({ relationship }: Contact): boolean {
  return relationship.some(({ coding }) => coding.some(({ code }) => code === 'ONESELF'))
}

function numbersOf(telecoms: readonly { value?: string | undefined }[]): string | null {
  return telecoms.flatMap(({ value }) => value ?? []).join(', ') || null
}
