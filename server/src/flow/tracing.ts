// Trace routines that have no body here: of a library, or made by a preprocessor of their own (WPP). They print what they
// are given, and a driver that prints a SRV_CALL or its Context has changed neither.
//
// A routine that takes `const` pointers alone is no such thing: it leaves the object that it is given as it is, but what it
// looks up by that name or key may be the very structure that a rule is about (`ElmDrop(&Key)` clears a Context). Only a
// format with arguments behind it, under a name that says so, is believed to do nothing else.
import { functionOf, integerOf, pointerOf, valueType } from '../c/predicates.ts'
import type { Call } from '../c/tree.ts'
import { type FunctionType, Qualifiers, qualifiersOf, type Type } from '../c/types.ts'
import { stripped } from '../project/functionFlows.ts'
import { calledName, uncast } from './access.ts'

const tracing = /trace|log|print|dbg|debug/i
/** They store behind the arguments, or are no trace. */
const others = /scan|read|parse|unpack|login|logon|logoff|logout|dialog|catalog/i
/** What a trace message processor makes, which nobody has declared before the build. */
const generated = /^DoTrace\w*$|^Trace\w+$/

export function isTrace(call: Call): boolean {
  const name = calledName(call)
  const callee = stripped(call.callee)
  if (name === undefined || callee.kind !== 'identifier' || !tracing.test(name) || others.test(name)) return false
  if (callee.symbol === undefined)
    return generated.test(name) && call.arguments.some(each => uncast(each).kind === 'string-literal')
  const type = functionOf(callee.symbol.type)
  return type !== undefined && printsOnly(type)
}

/** The last parameter with a name is a format, and nothing is given that the routine may write to. */
function printsOnly({ parameters, variadic, prototyped }: FunctionType): boolean {
  const types = parameters.map(({ type }) => pointerOf(valueType(type))?.to)
  const format = types.at(-1)
  return (
    variadic &&
    prototyped &&
    format !== undefined &&
    isText(format) &&
    types.every(to => to === undefined || isConst(to))
  )
}

function isText(type: Type): boolean {
  return integerOf(valueType(type)) !== undefined && isConst(type)
}

function isConst(type: Type): boolean {
  return (qualifiersOf(type) & Qualifiers.Const) !== 0
}
