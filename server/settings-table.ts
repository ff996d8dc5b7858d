import { z } from 'zod'

import { environmentSchema } from './config.ts'

const propertySchema = z.object({
  description: z.string(),
  default: z.union([z.string(), z.number()]).optional(),
})

/** The settings as the Markdown table of docs/operating.md, from the schema that reads them. */
export function settingsTable(): string {
  const { properties = {} } = z.toJSONSchema(environmentSchema, { io: 'input' })
  const rows = Object.entries(properties).map(([name, property]) => {
    const { description, default: preset = '' } = propertySchema.parse(property)
    return `| \`${name}\` | ${preset === '' ? '' : `\`${preset}\``} | ${description} |`
  })
  return ['| Name | Default | What it is |', '| --- | --- | --- |', ...rows].join('\n')
}
