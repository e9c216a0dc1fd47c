// Random macro programs for the comparison with gcc -E. Every line of text starts with a mark, so that both outputs can
// be cut at the marks and a line that gcc objects to (a paste that makes no token, too few arguments) left out.
import { Random } from '../support/random.ts'

export interface MacroProgram {
  /** File name -> text; `main.c` is the program. */
  readonly files: Readonly<Record<string, string>>
}

interface Shape {
  readonly name: string
  /** -1: object-like. */
  readonly arity: number
  readonly variadic: boolean
}

const plainNames = ['a', 'b', 'x1', 'foo', 'L', 'u8']
const numbers = ['0', '1', '2', '42', '0x1F', '1.5e', '3u', '.5']
const punctuators = ['+', '-', '*', '==', '<', '->', ';', '%', '&&', '...', '.', '!', '[', ']', '=', '|']
const literals = ['"s"', '"a\\"b"', "'c'", '"\\n"', "'\\''", 'L"w"', '"\\\\"']

export function macroProgram(seed: number): MacroProgram {
  return new Generator(new Random(seed)).program()
}

class Generator {
  readonly #random: Random
  readonly #shapes: Shape[]
  readonly #headers = ['one.h', 'two.h']
  /** Compilers differ in what __LINE__ is when a call's lines go through several macros: a program has one or the other. */
  readonly #lineBreaks: boolean
  #mark = 0

  constructor(random: Random) {
    this.#random = random
    this.#lineBreaks = random.chance(0.5)
    this.#shapes = random.list(4 + random.below(7), () => this.#shape())
  }

  program(): MacroProgram {
    const files: Record<string, string> = {}
    for (const header of this.#headers) files[header] = this.#header(header)
    files['main.c'] = `${this.#conditionMacros()}${this.#lines(30, ['one.h', 'two.h'])}`
    return { files }
  }

  /** Macros that make sense in a condition. */
  #conditionMacros(): string {
    const value = this.#expression(3)
    return `#define C1 ${value}\n#define C2(p, q) (p < q ? C1 : p ## 0)\n#define C3 C2(2, C3) + C1\n`
  }

  #shape(): Shape {
    const random = this.#random
    const name = `M${random.below(12)}`
    if (random.chance(0.35)) return { name, arity: -1, variadic: false }
    return { name, arity: random.below(4), variadic: random.chance(0.3) }
  }

  #header(name: string): string {
    const guard = `GUARD_${name[0]}`
    const body = this.#lines(8, name === 'one.h' ? ['two.h'] : [])
    const style = this.#random.below(3)
    if (style === 0) return `#ifndef ${guard}\n#define ${guard}\n${body}#endif\n`
    return style === 1 ? `#pragma once\n${body}` : body
  }

  #lines(count: number, includes: readonly string[]): string {
    let text = ''
    for (const shape of this.#shapes) if (this.#random.chance(0.8)) text += this.#define(shape)
    for (let i = 0; i < count; i++) text += this.#line(includes, 0)
    return text
  }

  #line(includes: readonly string[], depth: number): string {
    const random = this.#random
    const what = random.below(20)
    if (what < 3) return this.#define(random.pick(this.#shapes))
    if (what === 3) return `#undef ${random.pick(this.#shapes).name}\n`
    if (what < 7 && depth < 3) return this.#conditional(includes, depth)
    if (what === 7 && includes.length > 0) return `#include "${random.pick(includes)}"\n`
    if (what === 8) return this.#savedMacro()
    if (what === 9) return this.#decoration()
    return `@ ${++this.#mark} : ${this.#tokens(6, [], 0)}${this.#lineEnd()}\n`
  }

  #lineEnd(): string {
    return this.#random.chance(0.1)
      ? this.#random.pick([' \\\n b', ' /* c */ a', ' // end', '\t/* two\nlines */ x1'])
      : ''
  }

  #decoration(): string {
    const random = this.#random
    const name = random.pick(this.#shapes).name
    return random.pick([
      `#line ${1 + random.below(99)}\n`,
      `#pragma foo ${name}\n`,
      '#\n',
      `#if 0\n don't " ${name} /* \n*/ #else if\n#error no\n#endif\n`,
      '# /* c */ define D __COUNTER__\n',
      `@ ${++this.#mark} : __LINE__ __COUNTER__ __INCLUDE_LEVEL__ D\n`,
    ])
  }

  #savedMacro(): string {
    const { name } = this.#random.pick(this.#shapes)
    const action = this.#random.pick(['push_macro', 'pop_macro'])
    return this.#random.chance(0.5) ? `#pragma ${action}("${name}")\n` : `_Pragma("${action}(\\"${name}\\")")\n`
  }

  #conditional(includes: readonly string[], depth: number): string {
    const random = this.#random
    const branch = () => random.list(1 + random.below(3), () => this.#line(includes, depth + 1)).join('')
    const { name } = random.pick(this.#shapes)
    const heads = [`#ifdef ${name}`, `#ifndef ${name}`, `#if ${this.#expression(0)}`, `#if ${this.#expression(0)}`]
    let text = `${random.pick(heads)}\n${branch()}`
    while (random.chance(0.3)) text += `#elif ${this.#expression(0)}\n${branch()}`
    if (random.chance(0.5)) text += `#else\n${branch()}`
    return `${text}#endif\n`
  }

  #expression(depth: number): string {
    const random = this.#random
    const inner = () => this.#expression(depth + 1)
    if (depth > 3 || random.chance(0.3)) {
      const { name } = random.pick(this.#shapes)
      const constants = ['0', '1', '2', '3u', '0x10', "'a'", '-1', '(1 ? -1 : 0u)', '07', '~0u', '9223372036854775807']
      return random.pick([
        ...constants,
        `defined ${name}`,
        `defined(${name})`,
        'C1',
        'C2(1, 2)',
        'C3',
        '__INCLUDE_LEVEL__',
      ])
    }
    const operator = random.pick([
      '+',
      '-',
      '*',
      '&&',
      '||',
      '==',
      '<',
      '>=',
      '>>',
      '<<',
      '&',
      '^',
      '|',
      '!=',
      '/ 3 +',
      '% 7 -',
    ])
    return random.pick([
      `(${inner()} ${operator} ${inner()})`,
      `${inner()} ${operator} ${inner()}`,
      `!${inner()}`,
      `(${inner()} ? ${inner()} : ${inner()})`,
      `-(${inner()})`,
    ])
  }

  #define({ name, arity, variadic }: Shape): string {
    const random = this.#random
    const undef = random.chance(0.7) ? `#undef ${name}\n` : ''
    if (arity < 0) return `${undef}#define ${name} ${this.#body([], false)}\n`
    const parameters = ['p', 'q', 'r', 's'].slice(0, arity)
    const named = variadic && arity > 0 && random.chance(0.2)
    const rest = named ? 'rest' : '__VA_ARGS__'
    const written = variadic ? [...parameters, named ? 'rest...' : '...'] : parameters
    const space = random.chance(0.2) ? ' ' : ''
    const list = written.join(random.chance(0.5) ? ',' : ', ')
    return `${undef}#define ${name}(${space}${list}${space}) ${this.#body(variadic ? [...parameters, rest] : parameters, variadic)}\n`
  }

  #body(parameters: readonly string[], variadic: boolean): string {
    const random = this.#random
    const parts: string[] = []
    for (let i = random.below(7); i > 0; i--) {
      const what = random.below(12)
      if (parameters.length > 0 && what < 3) parts.push(random.pick(parameters))
      else if (parameters.length > 0 && what === 3) parts.push(`#${random.pick(['', ' '])}${random.pick(parameters)}`)
      else if (what < 6) parts.push(this.#paste(parameters))
      else if (variadic && what === 6) parts.push(this.#optional(parameters))
      else if (variadic && what === 7) parts.push(`, ## ${parameters.at(-1)}`)
      else parts.push(this.#tokens(2, parameters, 1))
    }
    return parts.join(random.pick([' ', ' ', '', ' \\\n ']))
  }

  #paste(parameters: readonly string[]): string {
    const random = this.#random
    const operand = () =>
      parameters.length > 0 && random.chance(0.7) ? random.pick(parameters) : random.pick([...plainNames, 'M', '1'])
    const paste = random.pick([' ## ', '##'])
    return [operand(), operand(), ...(random.chance(0.2) ? [operand()] : [])].join(paste)
  }

  #optional(parameters: readonly string[]): string {
    const random = this.#random
    const inner = random.pick([
      'a',
      ',',
      '',
      'b ## a',
      `${parameters[0]}`,
      `#${parameters[0]}`,
      this.#tokens(2, parameters, 1),
    ])
    return `${random.chance(0.1) ? '#' : ''}__VA_OPT__(${inner})${random.chance(0.15) ? '## b' : ''}`
  }

  /** Random tokens with balanced parentheses. */
  #tokens(count: number, parameters: readonly string[], depth: number): string {
    const random = this.#random
    return random
      .list(random.below(count + 1), () => this.#token(parameters, depth))
      .join(random.pick([' ', ' ', '  ', '/**/']))
  }

  #token(parameters: readonly string[], depth: number): string {
    const random = this.#random
    const what = random.below(16)
    if (what < 6) return this.#use(random.pick(this.#shapes), parameters, depth)
    if (what < 8 && parameters.length > 0) return random.pick(parameters)
    if (what < 10) return random.pick(plainNames)
    if (what < 11) return random.pick(numbers)
    if (what < 13) return random.pick(punctuators)
    if (what < 14) return random.pick(literals)
    if (what < 15) return random.pick([this.#lineBreaks ? 'LINE' : '__LINE__', random.pick(this.#shapes).name])
    return `(${depth < 4 ? this.#tokens(2, parameters, depth + 1) : ''})`
  }

  #use({ name, arity, variadic }: Shape, parameters: readonly string[], depth: number): string {
    const random = this.#random
    if (arity < 0 || depth > 4) return name
    const count = arity + (variadic ? random.below(3) : 0)
    const space = random.pick(['', '', ' ', depth === 0 && this.#lineBreaks ? '\n' : ''])
    const argument = () => this.#argument(parameters, depth + 1)
    return `${name}${space}(${random.list(count, argument).join(random.pick([',', ', ', ' , ']))})`
  }

  /** Most begin and end with a name, so that most pastes make a token. */
  #argument(parameters: readonly string[], depth: number): string {
    const random = this.#random
    if (random.chance(0.15)) return this.#tokens(2, parameters, depth).replaceAll('...', '!')
    const name = () => random.pick([...plainNames, ...parameters, random.pick(this.#shapes).name])
    if (random.chance(0.15)) return ''
    if (random.chance(0.5)) return name()
    return `${name()} ${this.#tokens(2, parameters, depth).replaceAll('...', '!')} ${name()}`
  }
}
