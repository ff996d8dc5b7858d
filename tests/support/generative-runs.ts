/**
 * How many cases a generative test tries. `GENERATIVE_RUNS` sets the number for every such test; without it a test
 * tries ten times as many where `CI` is set as it does at a desk.
 *
 * @param atDesk how many cases keep this test within a few seconds
 */
export function generativeRuns(atDesk: number): number {
  const wanted = Number(process.env.GENERATIVE_RUNS)
  if (wanted > 0) return wanted
  return process.env.CI === 'true' ? atDesk * 10 : atDesk
}
