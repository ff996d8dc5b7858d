import type { Caller } from '../../server/router.ts'

/** What a procedure answers. */
type Answer<Procedure extends (...input: never[]) => Promise<unknown>> = Awaited<ReturnType<Procedure>>

/** A place one belongs to, the roles one holds there, and why one is there now. */
export type Place = Answer<Caller['access']['places']>['places'][number]
export type Declaration = NonNullable<Answer<Caller['access']['current']>>
export type PurposeChoice = Answer<Caller['access']['choices']>['choices'][number]

/** A person on a group's list, and one registered with a practice. */
export type CaseloadRow = Answer<Caller['caseload']['list']>['rows'][number]
export type PatientRow = Answer<Caller['patients']['list']>['rows'][number]

/** A patient's record, its headings, and one thing that happened. */
export type PatientRecord = Answer<Caller['patients']['record']>
export type Section = PatientRecord['sections'][number]
export type Moment = PatientRecord['timeline'][number]
export type CaseloadEntry = PatientRecord['caseload_entries'][number]

/** A page of one part of a record. */
export type OlderPage = Answer<Caller['patients']['older']>

/** A change that the policy lets a reader make. */
export type OpenCommand = PatientRecord['may'][number]

export type Preference = Answer<Caller['sharing']['list']>['rows'][number]
export type Policy = Answer<Caller['guidance']['policy']>
export type Present = Answer<Caller['groups']['present']>['people'][number]
