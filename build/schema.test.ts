import { expect, test } from 'vitest'
import catalogue from '../server/knowledge/catalogue.json' with { type: 'json' }
import schema from '../server/src/project/mrxrc.schema.json' with { type: 'json' }
import { schemaWithRules } from './schema.mjs'

test('every rule can be completed by code and by name, and nothing else is a rule', () => {
  const { rules, ...others } = schemaWithRules(schema, catalogue).properties
  expect(Object.keys(rules.properties)).toHaveLength(2 * catalogue.length)
  expect(rules.properties['callback-cast']).toEqual({
    enum: ['off', 'hint', 'information', 'warning', 'error'],
    description: expect.stringMatching(/^MRX012: cast/),
  })
  expect(rules.additionalProperties).toBe(false)
  expect({ ...others, rules: schema.properties.rules }).toEqual(schema.properties)
})
