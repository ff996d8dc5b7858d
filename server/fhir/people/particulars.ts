import type { Extension } from '../schema/datatypes.ts'
import type { PatientResource } from '../schema/person.ts'
import { languageOf, wordsFor } from '../words.ts'

const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-'
const RELIGION = 'http://hl7.org/fhir/StructureDefinition/patient-religion'

/** What a person's file says in code of their background, in our own words; a code we have no words for is left out. */
export interface Particulars {
  readonly marital_status: string | null
  readonly ethnic_category: string | null
  readonly religion: string | null
  readonly first_language: string | null
  readonly needs: readonly string[]
  readonly notes: readonly string[]
}

/** Reads ethnicity, religion, marital status, first language, and what somebody needs to be spoken or written to. */
export function particularsOf(patient: PatientResource): Particulars {
  const { extension, maritalStatus } = patient
  const ethnicity = of(extension, `${UK_CORE}EthnicCategory`)?.valueCodeableConcept
  const religion = of(extension, RELIGION)?.valueCodeableConcept
  const communication = of(extension, `${UK_CORE}NHSCommunication`)?.extension ?? []
  const preferred = patient.communication.find((each) => each.preferred === true) ?? patient.communication[0]
  const spoken = of(communication, 'language')?.valueCodeableConcept ?? preferred?.language
  const language = languageOf(spoken)

  const read = {
    marital_status: wordsFor(maritalStatus) ?? null,
    ethnic_category: wordsFor(ethnicity) ?? null,
    religion: wordsFor(religion) ?? null,
    first_language: language ?? null,
  }
  const sent = { marital_status: maritalStatus, ethnic_category: ethnicity, religion, first_language: spoken }
  const left = (Object.keys(read) as (keyof typeof read)[]).filter((key) => sent[key] && read[key] === null)
  return {
    ...read,
    needs: needsOf(extension, communication, language),
    notes: left.map((key) => `${key}: its code is not one that we have words for, and is left out`),
  }
}

function needsOf(
  extensions: readonly Extension[],
  communication: readonly Extension[],
  language: string | undefined,
): string[] {
  const interpreter = of(communication, 'interpreterRequired')?.valueBoolean === true
  const preference = of(extensions, `${UK_CORE}ContactPreference`)?.extension ?? []
  const format = wordsFor(of(preference, 'PreferredWrittenCommunicationFormat')?.valueCodeableConcept)
  return [
    ...(interpreter ? [language === undefined ? 'Interpreter' : `Interpreter: ${language}`] : []),
    ...(format === undefined ? [] : [`Written information in ${format}`]),
  ]
}

function of(extensions: readonly Extension[], url: string): Extension | undefined {
  return extensions.find((each) => each.url === url)
}
