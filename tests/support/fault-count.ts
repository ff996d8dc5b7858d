/** How often each fault strikes: as often as `npm run faults -- --count N` says, and once in `npm test`. */
export const faultCount = Number(process.env['FAULT_COUNT'] ?? 1)

/** How long a line or a machine stands still, in milliseconds: `npm run faults` has it 30 s. */
export const standstillMs = Number(process.env['FAULT_STANDSTILL_MS'] ?? 3_000)
