import { timeOf } from '../entries/entry.ts'
import type { Extension } from '../schema/datatypes.ts'
import type { PatientResource } from '../schema/person.ts'

const NOTIFICATION = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus'

/** UKCore-DeathNotificationStatus: 1 informal, 2 from the Registrar of Deaths, U removed. */
const TOLD = ['1', '2']
const REMOVED = 'U'

/** Whether a person has died, and when if that is known. */
export interface Death {
  readonly deceased: boolean
  readonly deceased_at: string | null
  readonly note: string | undefined
}

/**
 * Reads what a file says of a person's death. A notification that was removed takes back the death it had told of, so a
 * date of death left beside it is not believed: the person stays in care, and the report asks the practice to check.
 */
export function deathOf(patient: PatientResource): Death {
  const status = notificationStatus(patient.extension)
  const { deceasedDateTime, deceasedBoolean = false } = patient
  if (status === REMOVED) {
    const note =
      deceasedDateTime === undefined && !deceasedBoolean
        ? undefined
        : 'says that the person has died beside a death notification that was removed: kept as living; please check'
    return { deceased: false, deceased_at: null, note }
  }
  const deceased = deceasedDateTime !== undefined || deceasedBoolean || TOLD.includes(status ?? '')
  return { deceased, deceased_at: timeOf(deceasedDateTime), note: undefined }
}

function notificationStatus(extensions: readonly Extension[]): string | undefined {
  return extensions
    .filter(({ url }) => url === NOTIFICATION)
    .flatMap(({ extension }) => extension)
    .filter(({ url }) => url === 'deathNotificationStatus')
    .flatMap(({ valueCodeableConcept }) => valueCodeableConcept?.coding ?? [])
    .map(({ code }) => code)
    .at(-1)
}
