import { z } from 'zod'

import { type WriteCommand, writing } from './access/catalogue/writing.ts'
import type { Decision } from './access/decision.ts'
import type { Gate } from './access/gate.ts'

const names = Object.keys(writing) as [WriteCommand, ...WriteCommand[]]

/** The commands that a screen offers. */
export const openCommands = z.array(z.enum(names))

/** The commands that the policy lets this reader give at all; the row that each is given on decides the rest. */
export function commandsOpenTo(gate: Gate, decision: Decision): WriteCommand[] {
  return names.filter((name) => gate.may(decision, name))
}
