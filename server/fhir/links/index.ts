import type { Mask } from '../../access/categories.ts'
import type { BroughtTable } from '../../access/bring.ts'
import type { Concept } from '../schema/datatypes.ts'
import { UNCLASSIFIED } from './meaning.ts'

/** Something that an entry refers to, by the names under which it may be found. */
export interface Link {
  readonly names: readonly string[]
  /** The reference as it stands in the file. */
  readonly text: string
}

/** An entry that others may refer to, with what is needed to work out what it tells. */
export interface Target {
  /** Where it is kept; undefined for a drug that is only pointed at. */
  readonly table: BroughtTable | undefined
  readonly id: string
  readonly sourceId: string
  /** What its own codes, reasons in codes and labels tell. */
  readonly own: Mask
  readonly links: readonly Link[]
  /** A goal says what it is for in words only: it takes the categories of the plans that refer to it. */
  readonly fromPlans: boolean
  /** For a drug that is pointed at: the code that goes with the medicine. */
  readonly drug?: Concept | undefined
}

export interface OrganisationNamed {
  readonly odsCode: string | undefined
  readonly name: string | undefined
}

/**
 * What the files of one import hold and how they call it, so that a reference finds what it means wherever that
 * stands. It grows with the people and with what entries give as their reasons; nothing else of a file is kept.
 */
export class LinkIndex {
  /** The ids of all persons known under one name: more than one means that the name is not enough. */
  readonly #patients = new Map<string, string | readonly string[]>()
  readonly #targets = new Map<string, Target>()
  readonly #plans = new Map<string, Target[]>()
  readonly #organisations = new Map<string, OrganisationNamed>()

  addPatient(names: readonly string[], id: string): void {
    for (const name of names) {
      const known = this.#patients.get(name)
      const all = new Set(known === undefined ? [] : typeof known === 'string' ? [known] : known).add(id)
      this.#patients.set(name, all.size === 1 ? id : [...all])
    }
  }

  /** @returns the person's id, or how many persons the reference could mean */
  findPatient(names: readonly string[]): { id: string } | { persons: number } {
    const found = names.map((name) => this.#patients.get(name)).find((known) => known !== undefined)
    return typeof found === 'string' ? { id: found } : { persons: found?.length ?? 0 }
  }

  addTarget(names: readonly string[], target: Target): void {
    for (const name of names) {
      const known = this.#targets.get(name)
      // Two that answer to one name: whoever refers to it takes what either tells.
      this.#targets.set(
        name,
        known ? { ...known, own: known.own | target.own, links: [...known.links, ...target.links] } : target,
      )
    }
  }

  find(link: Link): Target | undefined {
    return link.names.map((name) => this.#targets.get(name)).find((target) => target !== undefined)
  }

  addPlan(plan: Target, goals: readonly Link[]): void {
    for (const name of goals.flatMap((goal) => goal.names)) this.#plans.set(name, [...this.plansOf([name]), plan])
  }

  /** The care plans that refer to a goal. */
  plansOf(names: readonly string[]): readonly Target[] {
    return [...new Set(names.flatMap((name) => this.#plans.get(name) ?? []))]
  }

  addOrganisation(names: readonly string[], organisation: OrganisationNamed): void {
    for (const name of names) this.#organisations.set(name, organisation)
  }

  findOrganisation(names: readonly string[]): OrganisationNamed | undefined {
    return names.map((name) => this.#organisations.get(name)).find((organisation) => organisation !== undefined)
  }

  /**
   * What an entry tells: its own categories and those of everything it refers to, and so on. What cannot be found
   * could be anything, so it leaves the entry to the registered practice.
   *
   * @param names of the entry itself, by which plans refer to a goal
   */
  maskOf(entry: Pick<Target, 'own' | 'links' | 'fromPlans'>, names: readonly string[]): Mask {
    const mask = this.#reach(entry, new Set())
    if (!entry.fromPlans) return mask
    const plans = this.plansOf(names)
    if (plans.length === 0) return mask | UNCLASSIFIED
    return plans.reduce((all, plan) => all | this.#reach(plan, new Set()), mask)
  }

  #reach(entry: Pick<Target, 'own' | 'links'>, seen: Set<Pick<Target, 'own' | 'links'>>): Mask {
    if (seen.has(entry)) return 0
    seen.add(entry)
    return entry.links.reduce((mask, link) => {
      const target = this.find(link)
      return mask | (target ? this.#reach(target, seen) : UNCLASSIFIED)
    }, entry.own)
  }
}
