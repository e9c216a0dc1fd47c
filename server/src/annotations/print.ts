// A clause as text again. Law (tested): parsing what is printed gives the same clause.
import type { Clause, Count, Duration, Effect, Event, Expr, Name, Property, Setting, Step, TypeName } from './clause.ts'

export function printClause(clause: Clause): string {
  switch (clause.kind) {
    case 'scenario':
      return `scenario ${quoted(clause.name)}`
    case 'given':
      return `given ${clause.settings.map(printSetting).join(', ')}`
    case 'step':
      return `${clause.thread === undefined ? '' : `thread ${clause.thread.name}: `}${printStep(clause.step)}`
    case 'inject': {
      const { fault } = clause
      const at = fault.at === undefined ? '' : fault.at === 'each' ? ' each' : ` at ${fault.at}`
      if (fault.kind !== 'routine') return `inject ${fault.kind}${fault.byRdbss ? ' by rdbss' : ''} fails${at}`
      return `inject ${fault.routine.name} ${fault.value === undefined ? 'fails' : `returns ${printExpr(fault.value)}`}${at}`
    }
    case 'stub':
      return `stub ${clause.routine.name} ${clause.outcomes.map(effects => effects.map(printEffect).join(', ')).join(' | ')}`
    case 'explore':
      return `explore ${printExploration(clause.how)}`
    case 'expect':
      return ['expect', printProperty(clause.property), ...word('when', clause.when), ...inScenario(clause)].join(' ')
    case 'allow':
      return `allow ${clause.code.name} because ${quoted(clause.reason)}`
  }
}

function quoted({ value }: { value: string }): string {
  return `"${value}"`
}

function word(before: string, expr: Expr | undefined): string[] {
  return expr === undefined ? [] : [before, printExpr(expr)]
}

function named(before: string, name: Name | string | undefined): string[] {
  if (name === undefined) return []
  return [before, typeof name === 'string' ? name : name.name]
}

function inScenario({ scenario }: { scenario: { value: string } | undefined }): string[] {
  return scenario === undefined ? [] : ['in', quoted(scenario)]
}

function printSetting(setting: Setting): string {
  switch (setting.kind) {
    case 'value':
      return `${printExpr(setting.target)} = ${printExpr(setting.value)}`
    case 'refs':
      return `refs(${printExpr(setting.object)}) = ${setting.count}`
    case 'process':
      return `process = ${setting.process}`
    case 'irql':
      return `irql = ${setting.level.name}`
    case 'profile':
      return `profile = ${setting.profile}`
  }
}

function printStep(step: Step): string {
  switch (step.kind) {
    case 'connect': {
      const server = step.server === undefined ? [] : [quoted(step.server)]
      return ['connect', ...server, ...named('as', step.as), ...named('by', step.by)].join(' ')
    }
    case 'open':
    case 'close': {
      const count = step.count === undefined ? [] : [String(step.count)]
      return [step.kind, ...count, ...named('on', step.on), ...named('by', step.by)].join(' ')
    }
    case 'delete':
    case 'disconnect':
    case 'finalize':
      return [
        step.kind,
        ...(step.connection === undefined ? [] : [step.connection.name]),
        ...(step.forced ? ['forced'] : []),
        ...named('by', step.by),
      ].join(' ')
    case 'stop':
    case 'unload':
      return step.kind
    case 'elapse':
      return `elapse ${printDuration(step.time)}`
    case 'due':
      return 'elapse until something is due'
    case 'expire':
      return 'time goes on until a timer expires'
    case 'check':
      return `check ${printExpr(step.condition)}`
    case 'call':
      return [`call ${step.routine.name}(${step.arguments.map(printExpr).join(', ')})`, ...named('by', step.by)].join(
        ' ',
      )
  }
}

function printDuration({ amount, unit }: Duration): string {
  return `${amount} ${unit}`
}

function printEffect(effect: Effect): string {
  switch (effect.kind) {
    case 'returns':
      return `returns ${printExpr(effect.value)}`
    case 'takes':
      return `takes ${printDuration(effect.time)}`
    case 'frees':
      return `frees ${effect.parameter.name}`
    case 'sets':
      return `sets ${printExpr(effect.target)} = ${printExpr(effect.value)}`
    case 'blocks':
      return 'blocks'
  }
}

function printExploration(how: (Clause & { kind: 'explore' })['how']): string {
  switch (how.kind) {
    case 'all':
      return how.preemptions === undefined ? 'all' : `all preemptions <= ${how.preemptions}`
    case 'random':
      return how.seed === undefined ? `random ${how.runs}` : `random ${how.runs} seed ${how.seed}`
    case 'schedule':
      return `schedule ${quoted(how.schedule)}`
  }
}

export function printProperty(property: Property): string {
  switch (property.kind) {
    case 'expression':
      return printExpr(property.condition)
    case 'unchanged':
      return `${printExpr(property.target)} unchanged`
    case 'return-in':
      return `return in { ${property.values.map(printExpr).join(', ')} }`
    case 'return-within':
      return `return within ${property.limit} ${property.unit}`
    case 'no':
      return ['no', property.what, ...word('on', property.on)].join(' ')
    case 'never':
      return ['never', printEvent(property.event), ...printRelation(property)].join(' ')
    case 'order':
      return `order ${property.routines.map(({ name }) => name).join(', ')}`
    case 'holds': {
      const mode = property.mode === undefined ? '' : ` ${property.mode}`
      return `${property.negated ? 'not ' : ''}holds ${printExpr(property.lock)}${mode}`
    }
    case 'event':
      return [
        printEvent(property.event),
        ...printCount(property.count),
        ...named('on', property.on),
        ...printRelation(property),
      ].join(' ')
  }
}

function printRelation({ relation }: Property & { kind: 'event' | 'never' }): string[] {
  if (relation === undefined) return []
  return [relation.kind, relation.kind === 'during' ? relation.routine.name : printEvent(relation.event)]
}

function printCount(count: Count | undefined): string[] {
  if (count === undefined) return []
  const { minimum, maximum } = count
  if (maximum === undefined) return [`at least ${minimum}`]
  if (minimum !== maximum) return [`at most ${maximum}`]
  return [['never', 'once', 'twice'][minimum] ?? `exactly ${minimum}`]
}

export function printEvent(event: Event): string {
  if (event.kind !== 'call') return 'value' in event ? `${event.kind} ${printExpr(event.value)}` : event.kind
  const occurrence = event.occurrence === undefined ? '' : `#${event.occurrence}`
  const args = event.arguments?.map(each => (each === undefined ? '_' : printExpr(each))).join(', ')
  return `call ${event.routine.name}${occurrence}${args === undefined ? '' : `(${args})`}`
}

export function printExpr(expr: Expr): string {
  switch (expr.kind) {
    case 'name':
      return expr.escaped ? `\\${expr.name}` : expr.name
    case 'pseudo':
      return expr.name
    case 'query':
      return `${expr.query}(${printExpr(expr.operand)})`
    case 'number':
    case 'character':
      return expr.text
    case 'string':
      return `${expr.prefix}"${expr.value}"`
    case 'unary': {
      const operand = printExpr(expr.operand)
      // `- -x` is no decrement.
      return operand.startsWith(expr.operator) ? `${expr.operator} ${operand}` : expr.operator + operand
    }
    case 'binary':
      return `${printExpr(expr.left)} ${expr.operator} ${printExpr(expr.right)}`
    case 'conditional':
      return `${printExpr(expr.test)} ? ${printExpr(expr.then)} : ${printExpr(expr.otherwise)}`
    case 'member':
      return `${printExpr(expr.object)}${expr.arrow ? '->' : '.'}${expr.member.name}`
    case 'index':
      return `${printExpr(expr.array)}[${printExpr(expr.index)}]`
    case 'call':
      return `${expr.escaped ? '\\' : ''}${expr.callee.name}(${expr.arguments.map(printExpr).join(', ')})`
    case 'cast':
      return `(${printType(expr.type)})${printExpr(expr.operand)}`
    case 'sizeof':
      return expr.operand.kind === 'type' ? `sizeof(${printType(expr.operand)})` : `sizeof ${printExpr(expr.operand)}`
    case 'parenthesized':
      return `(${printExpr(expr.inner)})`
  }
}

function printType({ words, pointers }: TypeName): string {
  const stars = '*'.repeat(pointers)
  return `${words.map(({ name }) => name).join(' ')}${stars === '' ? '' : ` ${stars}`}`
}
