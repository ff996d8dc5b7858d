import { bitOf, type Mask, maskOf } from '../../access/categories.ts'
import type { CodeRow } from '../../access/codes.ts'
import type { Coding, Concept } from '../schema/datatypes.ts'

/** What nobody has classified: for the registered practice only. */
export const UNCLASSIFIED: Mask = bitOf('unclassified')

const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'

const PURPOSES = 'http://terminology.hl7.org/CodeSystem/v3-ActReason'
const SENSITIVITY = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'

/** Sensitivity labels of HL7 v3 that say what an entry is about, whatever its code says. */
const about: Readonly<Record<string, Mask>> = {
  ETH: bitOf('substance_use'),
  SUD: bitOf('substance_use'),
  ETHUD: bitOf('substance_use'),
  OPIOIDUD: bitOf('substance_use'),
  MH: bitOf('mental_health'),
  PSY: bitOf('mental_health'),
  PSYTHPN: bitOf('mental_health'),
  EMOTDIS: bitOf('mental_health'),
  BH: maskOf(['mental_health', 'substance_use']),
  HIV: bitOf('sexual_and_reproductive_health'),
  STD: bitOf('sexual_and_reproductive_health'),
  SEX: bitOf('sexual_and_reproductive_health'),
  SDV: bitOf('safeguarding'),
}
const openLabels = new Set(['U', 'L', 'M', 'N'])

/** Turns codes into masks by the code table. */
export class CodeMasks {
  readonly #masks: ReadonlyMap<string, Mask>

  constructor(table: readonly CodeRow[]) {
    this.#masks = new Map(table.map((row) => [keyOf(row), maskOf(row.categories)]))
  }

  /**
   * What an entry's own codes tell. Every coding counts, since one of them may say more than the next; a code that the
   * table does not know, or an entry with none, is unclassified.
   */
  ofCodes(codings: readonly Coding[]): Mask {
    if (codings.length === 0) return UNCLASSIFIED
    return codings.reduce((mask, coding) => mask | (this.#masks.get(keyOf(coding)) ?? UNCLASSIFIED), 0)
  }

  /** What a reason in codes adds: nothing when none was given; words without a code are unclassified. */
  ofReasons(concepts: readonly Concept[]): Mask {
    return concepts.reduce((mask, concept) => mask | this.ofCodes(concept.coding), 0)
  }

  /** The coding to keep of several that mean the same: the first that the table has words for, else the first. */
  known(codings: readonly Coding[]): Coding | undefined {
    return (
      codings.find((coding) => this.#masks.has(keyOf(coding))) ?? codings.find((coding) => coding.code !== undefined)
    )
  }
}

/** What the security labels of an entry add. They only ever tighten; one that we cannot read leaves it to the practice. */
export function maskOfLabels(labels: readonly Coding[]): Mask {
  return labels.reduce((mask, { system, code = '' }) => {
    // A purpose, such as "test data", says nothing of what the entry is about.
    if (system === PURPOSES || (system === CONFIDENTIALITY && openLabels.has(code))) return mask
    const known = system === SENSITIVITY && Object.hasOwn(about, code) ? about[code] : undefined
    return mask | (known ?? UNCLASSIFIED)
  }, 0)
}

/** Whether a person's labels restrict where they can be found: the S-flag, `R` or `V` on PDS, and whatever we cannot read. */
export function isRestricted(labels: readonly Coding[]): boolean {
  return labels.some(
    ({ system, code = '' }) => system !== PURPOSES && !(system === CONFIDENTIALITY && openLabels.has(code)),
  )
}

function keyOf({ system, code }: { system?: string | undefined; code?: string | undefined }): string {
  return `${system ?? ''}|${code ?? ''}`
}
