import type { BroughtRow } from '../../access/bring.ts'
import type { Address, Telecom } from '../schema/person.ts'
import { daysOf, isCurrent } from './periods.ts'

type AddressRow = Omit<BroughtRow<'patient_address'>, 'id' | 'patient_id'>
type TelecomRow = Omit<BroughtRow<'patient_telecom'>, 'id' | 'patient_id'>

/** Every address a person has or had, temporary ones too; ended ones say so. */
export function addressesOf(addresses: readonly Address[], today: string): AddressRow[] {
  return addresses.filter(hasWords).map((address) => ({
    use: address.use ?? null,
    lines: linesOf(address),
    city: address.city ?? null,
    district: address.district ?? address.state ?? null,
    postcode: address.postalCode ?? null,
    ...daysOf(address.period),
    is_current: isCurrent(address, today),
  }))
}

/** Every telephone number and the like that a person has or had. */
export function telecomsOf(telecoms: readonly Telecom[], today: string): TelecomRow[] {
  return telecoms.flatMap((telecom) =>
    telecom.value === undefined
      ? []
      : [
          {
            system: telecom.system ?? null,
            use: telecom.use ?? null,
            value: telecom.value,
            ...daysOf(telecom.period),
            is_current: isCurrent(telecom, today),
          },
        ],
  )
}

/** An address in one line, for a relative's. */
export function addressInOneLine(address: Address | undefined): string | null {
  if (!address) return null
  const parts = [...linesOf(address), address.city, address.district ?? address.state, address.postalCode]
  return parts.filter((part) => part !== undefined).join(', ') || null
}

function linesOf(address: Address): string[] {
  const lines = address.line.filter((line) => line !== undefined)
  return lines.length === 0 && address.text !== undefined ? [address.text] : lines
}

function hasWords(address: Address): boolean {
  return addressInOneLine(address) !== null
}
