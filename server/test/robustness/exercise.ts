// Asks a unit everything that can be asked: types and values of all expressions, layouts of all records.
import type { TranslationUnit } from '../../src/c/translationUnit.ts'
import type { Expression } from '../../src/c/tree.ts'

const expressions = new Set<unknown>(
  `identifier integer-constant floating-constant character-constant string-literal parenthesized unary postfix binary
  assignment conditional comma cast sizeof call member index compound-literal initializer-list statement-expression
  generic offsetof va-arg types-compatible choose label-address noop broken-expression`.split(/\s+/),
)

export function exercise(unit: TranslationUnit): void {
  const { semantics, tables } = unit
  const seen = new Set<object>()
  const waiting: object[] = unit.chunks.flatMap(chunk => chunk.declarations)
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    if ('first' in node && 'kind' in node && expressions.has(node.kind)) {
      semantics.typeOf(node as Expression)
      semantics.evaluate(node as Expression)
    }
    for (const inner of Object.values(node)) {
      if (typeof inner === 'object' && inner !== null && !('origin' in inner)) waiting.push(inner)
    }
  }
  for (const symbol of tables.symbols.values()) {
    semantics.sizeOf(symbol.type)
    if (symbol.previous !== undefined) semantics.compatible(symbol.type, symbol.previous.type)
  }
  for (const tag of tables.tags.values()) if (tag.kind === 'record') semantics.layout(tag)
}
