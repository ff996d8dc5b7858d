import type { CareTables } from '../database/schema-care.ts'
import type { Category } from './categories.ts'
import type { CareColumn, CareTable } from './columns.ts'
import type { Absence, Field } from './field.ts'

/**
 * How a key is shown: the words of what it points at in `house`. What is looked up has the category of the
 * column that points.
 */
export type Lookup =
  | 'code_display'
  | 'organisation_name'
  | 'practitioner_name'
  | 'practitioner_role'
  | 'practitioner_organisation'
  | 'group_name'

/** `search`: each word of the value begins a word of one of the person's names, former ones included. */
export type Operator = 'eq' | 'in' | 'lt' | 'lte' | 'gt' | 'gte' | 'prefix' | 'search' | 'blank' | 'withheld'

/** What the database works out of a person for this reader, yes or no: `changed` or `added` since they last looked. */
export type Derived = 'changed' | 'added'

export interface ColumnSpec {
  /** The column of `care` that it shows, and whose category it takes. */
  from: CareColumn
  as?: Lookup
  /** Not what stands in the column but what is worked out; it tells nothing that the reader may not see. */
  derived?: Derived
  /** What an empty value means; unless told, that nothing was recorded. */
  absent?: Absence
  sort?: true
  filter?: readonly Operator[]
}

export type ColumnSpecs = Readonly<Record<string, ColumnSpec>>

export interface OrderBy<Column extends string = string> {
  column: Column
  direction: 'asc' | 'desc'
}

/**
 * What a domain asks the gate for: a table, the columns its readers may ask for, and those they may filter
 * and sort by. `children` are lists that belong to each row's patient and come in the same statement.
 */
export interface View<Columns extends ColumnSpecs = ColumnSpecs, Children extends ChildViews = ChildViews> {
  name: string
  /** Rows of this table; `patient` columns are at hand beside its own, and one current row of each of `beside`. */
  base: CareTable
  beside?: readonly ('patient_address' | 'patient_telecom')[]
  columns: Columns
  /** Names of columns of its own, which `defineView` checks. */
  orderBy: readonly OrderBy[]
  /** The most rows that one answer holds; the caller may ask for fewer. */
  limit: number
  children?: Children
  /** Rows that the reader recorded themselves are shown to them whatever their category. */
  ownRows?: CareColumn
}

/** The lists of a view, by name. */
export interface ChildViews {
  readonly [name: string]: View
}

/** A view without lists. */
export type NoLists = { readonly [Name in never]: View }

type TableOf<From extends string> = From extends `${infer Table}.${string}` ? Table : never
type NameOf<From extends string> = From extends `${string}.${infer Name}` ? Name : never
type Stored<From extends CareColumn> =
  TableOf<From> extends infer Table extends CareTable
    ? NameOf<From> extends infer Name extends keyof CareTables[Table]
      ? NonNullable<CareTables[Table][Name]>
      : never
    : never
type Plain<Value> = Value extends { readonly __select__: infer Select }
  ? Plain<Select>
  : Value extends Date
    ? string
    : Value

/** The value of a column as a reader gets it: times as ISO 8601 text. */
export type ValueOf<Spec extends ColumnSpec> = Spec extends { as: Lookup }
  ? string
  : Spec extends { derived: Derived }
    ? boolean
    : Plain<Stored<Spec['from']>>

export type RowOf<V> =
  V extends View<infer Columns, infer Children>
    ? {
        id: string
        patient_id: string
        /** For each category that the reader may read: the version to give back with a change. */
        versions: Partial<Record<Category, number>>
        /** The categories of an entry that carries its own; the reader may read all of them. Absent on other rows. */
        categories?: Category[]
        /** Stands with a person whose entry waits to be confirmed, of whom identity alone is open. Absent elsewhere. */
        unconfirmed?: true
      } & { [Name in keyof Columns]: Field<ValueOf<Columns[Name]>> } & {
        [Name in keyof Children]: RowOf<Children[Name]>[]
      }
    : never

/** Declares a view, keeping its columns' names and types. */
export function defineView<const Columns extends ColumnSpecs, Children extends ChildViews = NoLists>(
  view: View<Columns, Children> & { orderBy: readonly OrderBy<keyof NoInfer<Columns> & string>[] },
): View<Columns, Children> {
  return view
}

/** One condition on a row. Every part is also "and the column is shown to the reader", `not` included. */
export type Where<Column extends string = string> =
  | { column: Column; op: Operator; value?: string | number | boolean | readonly string[] }
  | { not: Where<Column> }
  | { any: readonly Where<Column>[] }

export interface ListOptions<Column extends string = string> {
  /** Only rows of this person; someone out of reach has none. */
  patient?: string
  where?: readonly Where<Column>[]
  orderBy?: readonly OrderBy<Column>[]
  /** The sealed cursor that the page before gave. */
  after?: string
  limit?: number
  /** Asked again by the screen because something changed. */
  refresh?: boolean
}
