import { namesIn, type From } from '../links/references.ts'
import type { LinkIndex } from '../links/index.ts'
import type { PatientResource } from '../schema/person.ts'
import { isCurrent } from './periods.ts'

const ODS_CODE = 'https://fhir.nhs.uk/id/ods-organization-code'

/** Whether an identifier is an ODS code; senders do not agree on capitals in its system. */
export function isOdsCode(identifier: { system?: string | undefined } | undefined): boolean {
  return identifier?.system?.toLowerCase() === ODS_CODE
}

/**
 * Where a person is registered: the practice that their record names today, by ODS code; the importing practice when it
 * names none.
 *
 * @param practices ids of the practices known here, by ODS code
 * @returns null when every practice that the record names is unknown here
 */
export function registeredPractice(
  patient: PatientResource,
  from: From,
  index: LinkIndex,
  {
    practice,
    practices,
    today,
  }: { practice: { id: string; odsCode: string }; practices: ReadonlyMap<string, string>; today: string },
): string | null {
  const named = patient.generalPractitioner
    .filter(({ identifier }) => isCurrent({ period: identifier?.period }, today))
    .map((each) =>
      isOdsCode(each.identifier)
        ? each.identifier?.value
        : index.findOrganisation(namesIn(each, from, 'Organization'))?.odsCode,
    )
    .filter((code) => code !== undefined)
    .map((code) => code.toUpperCase())
  if (named.length === 0 || named.includes(practice.odsCode)) return practice.id
  return named.map((code) => practices.get(code)).find((id) => id !== undefined) ?? null
}
