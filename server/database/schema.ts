import type { CareTables } from './schema-care.ts'
import type { HouseTables } from './schema-house.ts'

/** Every table, under the name a query uses for it: `house.membership`, `care.patient`. */
export type Database = {
  [Table in keyof HouseTables as `house.${Table & string}`]: HouseTables[Table]
} & {
  [Table in keyof CareTables as `care.${Table & string}`]: CareTables[Table]
}
