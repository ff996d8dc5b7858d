import type { Pool } from 'pg'
import { statementsOf } from '../database/statements.ts'
import { Problem } from '../errors.ts'
import { type Brought, type Received, bring } from './bring.ts'
import { type WriteCommand, mayWrite } from './catalogue/writing.ts'
import type { Category } from './categories.ts'
import { type Outcome, once } from './command.ts'
import { decide, decideAs } from './decide.ts'
import type { Decision, SessionInfo, SystemActor, SystemDecision } from './decision.ts'
import { type Declaring, declare, endDeclaration } from './declare.ts'
import { type Disclosed, disclose } from './disclose.ts'
import { acceptEntry, confirmEntry } from './entry-writes.ts'
import { type Explanation, explain } from './explain.ts'
import { stillHolding } from './holding.ts'
import { revBefore } from './look-back.ts'
import { type Look, lastLook, look } from './look.ts'
import { type Proposal, propose } from './propose.ts'
import { type Page, count, get, list } from './read.ts'
import { type OutboxKey, type Told, whoIsTold } from './told.ts'
import type { ListOptions, RowOf, View, Where } from './view.ts'
import { type Write, write } from './write.ts'

type ColumnsOf<V extends View> = keyof V['columns'] & string

/** A command on one caseload entry: under a key, at the version that the person saw. */
export interface EntryCommand {
  key: string
  id: string
  expected: { administrative: number }
}

/**
 * The one door to patient information. Every method that touches it takes a decision, checks everything again
 * in the statement itself, and records what it let through in the same one.
 */
export interface Gate {
  /** Records why somebody is here; throws Problem where they may not say so. */
  declare(session: SessionInfo, said: Declaring): Promise<string>
  /** Ends what somebody said before it ends by itself. */
  end(session: SessionInfo, declarationId: string): Promise<void>
  /** Reads a declaration of this session; throws `declaration_ended` for any other. */
  decide(session: SessionInfo, declarationId: string, requestId?: string): Promise<Decision>
  decideAs(actor: SystemActor): Promise<SystemDecision>
  list<V extends View>(decision: Decision, view: V, options?: ListOptions<ColumnsOf<V>>): Promise<Page<V>>
  get<V extends View>(decision: Decision, view: V, which: { id: string; refresh?: boolean }): Promise<RowOf<V> | null>
  count<V extends View>(
    decision: Decision,
    view: V,
    options?: { where?: readonly Where<ColumnsOf<V>>[] },
  ): Promise<number>
  /** When this reader last looked at the place, and what to say when they have seen the list that is read next. */
  lastLook(decision: Decision): Promise<Look>
  /** Takes for seen what `lastLook` sealed. */
  look(decision: Decision, seen: string): Promise<void>
  /** Everybody on a list, as it leaves the product: recorded as that, and refused whole for too many. */
  disclose<V extends View>(
    decision: Decision,
    view: V,
    options?: Pick<ListOptions<ColumnsOf<V>>, 'where' | 'orderBy'>,
  ): Promise<Disclosed<V>>
  write(decision: Decision, what: Write): Promise<Outcome>
  propose(decision: Decision, proposal: Proposal & { key: string }): Promise<'done'>
  confirm(decision: Decision, command: EntryCommand): Promise<Outcome>
  accept(decision: Decision, command: EntryCommand): Promise<Outcome>
  explain(decision: Decision, category: Category): Explanation
  /** Whether the policy lets this reader carry out a command at all, so that a screen offers only what can be done. */
  may(decision: Decision, command: WriteCommand): boolean
  bring(decision: SystemDecision, brought: Brought): Promise<Received>
  whoIsTold(rows: readonly OutboxKey[], declarationIds: readonly string[]): Promise<Told[]>
  /** Of some declarations, those that still hold: for screens that stay open. */
  stillHolding(declarationIds: readonly string[]): Promise<Set<string>>
  /** The number that a place's outbox had reached some seconds ago. */
  revBefore(placeId: string, seconds: number): Promise<number>
}

/** What the gate needs of the installation: the program's connections, and two keys of 32 bytes. */
export interface GateParts {
  pool: Pool
  secrets: { cursorKey: Buffer; matchKey: Buffer }
}

/** Puts the gate together. */
export function createGate({ pool, secrets }: GateParts): Gate {
  const liveTail = () => decideAs(statementsOf(pool), 'live_tail')
  return {
    declare: (session, said) => declare(pool, session, said),
    end: (session, declarationId) => endDeclaration(pool, session, declarationId),
    decide: (session, declarationId, requestId) => decide(pool, session, declarationId, requestId ?? null),
    decideAs: (actor) => decideAs(statementsOf(pool), actor),
    list: (decision, view, options = {}) => list(pool, secrets.cursorKey, decision, view, options),
    get: (decision, view, which) => get(pool, decision, view, which),
    count: (decision, view, options) => count(pool, decision, view, options),
    lastLook: (decision) => lastLook(pool, secrets.cursorKey, decision),
    look: (decision, seen) => look(pool, secrets.cursorKey, decision, seen),
    disclose: (decision, view, options = {}) => disclose(pool, decision, view, options),
    write: (decision, what) => write(pool, decision, what),
    async propose(decision, { key, ...proposal }) {
      const outcome = await once(pool, decision, key, proposal, (statements) => propose(statements, decision, proposal))
      if (outcome !== 'done') throw new Problem('refused')
      return outcome
    },
    confirm: (decision, { key, id, expected }) =>
      once(pool, decision, key, ['confirm', id, expected], (statements) =>
        confirmEntry(statements, decision, id, expected.administrative),
      ),
    accept: (decision, { key, id, expected }) =>
      once(pool, decision, key, ['accept', id, expected], (statements) =>
        acceptEntry(statements, decision, id, expected.administrative),
      ),
    explain,
    may: (decision, command) => mayWrite(decision.rule, command),
    bring: (decision, brought) => bring(pool, secrets.matchKey, decision, brought),
    whoIsTold: async (rows, declarationIds) => whoIsTold(pool, await liveTail(), rows, declarationIds),
    stillHolding: (declarationIds) => stillHolding(pool, declarationIds),
    revBefore: async (placeId, seconds) => revBefore(pool, await liveTail(), placeId, seconds),
  }
}
