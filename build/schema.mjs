// The schema of `.mrxrc.json` as editors get it: with the code and the name of every rule, so that they complete them and
// mark a misspelt one.

export function schemaWithRules(schema, catalogue) {
  const { rules } = schema.properties
  const level = rules.additionalProperties
  const named = catalogue.flatMap(({ code, name, mistake }) => [
    [code, { ...level, description: `${name}: ${mistake}` }],
    [name, { ...level, description: `${code}: ${mistake}` }],
  ])
  const complete = { ...rules, properties: Object.fromEntries(named), additionalProperties: false }
  return { ...schema, properties: { ...schema.properties, rules: complete } }
}
