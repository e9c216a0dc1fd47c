// Functions out of a seed with every statement of C and of SEH; all their objects are of type int, so that what is wrong
// in a mutant is its grammar or its names.
import type { Random } from '../support/random.ts'

export function generateStatements(random: Random): string {
  return new StatementGenerator(random).source()
}

class StatementGenerator {
  readonly #random: Random
  readonly #lines: string[] = []
  #names = 0
  /** Of the function that is being written. */
  #objects: string[] = []
  #labels: string[] = []

  constructor(random: Random) {
    this.#random = random
  }

  source(): string {
    this.#lines.push('typedef int T;', 'enum { E0, E1, E2 };', 'extern int object, call(int x, int y);')
    for (let i = 0; i < 3; i++) this.#function()
    return `${this.#lines.join('\n')}\n`
  }

  #function(): void {
    this.#objects = ['a', 'b', 'object']
    this.#labels = ['first', 'second']
    this.#lines.push(`int f${this.#names++} ( int a , T b ) {`)
    for (let i = 0; i < 4; i++) this.#statement(3, [])
    this.#lines.push('first : ;', 'second : a = b ;', 'return a ; }')
  }

  /** `inside`: the loops, switches and __try blocks around it. */
  #statement(depth: number, inside: readonly string[]): void {
    const random = this.#random
    if (depth === 0) return this.#simple(inside)
    switch (random.below(11)) {
      case 0:
        return this.#compound(`if ( ${this.#value(2)} )`, depth, inside, random.pick(['else', undefined]), inside)
      case 1:
        return this.#compound(`while ( ${this.#value(2)} )`, depth, [...inside, 'loop'])
      case 2:
        return this.#compound(`for ( int i = 0 ; i < ${this.#value(1)} ; i ++ )`, depth, [...inside, 'loop'])
      case 3:
        this.#compound('do', depth, [...inside, 'loop'])
        this.#lines.push(`while ( ${this.#value(1)} ) ;`)
        return
      case 4:
        return this.#switch(depth, inside)
      case 5:
        return this.#compound('__try', depth, ['try'], `__except ( ${this.#value(1)} )`, [])
      case 6:
        return this.#compound('__try', depth, ['try'], '__finally', ['finally'])
      case 7:
        return this.#compound('', depth, inside)
    }
    this.#simple(inside)
  }

  #compound(
    head: string,
    depth: number,
    inside: readonly string[],
    second?: string,
    insideSecond: readonly string[] = [],
  ): void {
    this.#block(head, depth, inside)
    if (second !== undefined) this.#block(second, depth, insideSecond)
  }

  #block(head: string, depth: number, inside: readonly string[]): void {
    const known = this.#objects.length
    this.#lines.push(`${head} {`)
    for (let i = 1 + this.#random.below(3); i > 0; i--) this.#statement(depth - 1, inside)
    this.#lines.push('}')
    this.#objects.length = known
  }

  #switch(depth: number, inside: readonly string[]): void {
    this.#lines.push(`switch ( ${this.#value(2)} ) {`)
    for (let i = 0; i < 3; i++) {
      this.#lines.push(`case E${i} + ${this.#random.below(2) * 10} :`)
      this.#block('', depth, [...inside, 'switch'])
    }
    this.#lines.push('default : break ; }')
  }

  #simple(inside: readonly string[]): void {
    const random = this.#random
    const statements = [`${this.#object()} = ${this.#value(3)} ;`, `call ( ${this.#value(2)} , ${this.#value(1)} ) ;`]
    if (inside.includes('loop')) statements.push('continue ;', 'break ;')
    if (inside.at(-1) === 'try') statements.push('__leave ;')
    if (inside.length === 0) statements.push(`goto ${random.pick(this.#labels)} ;`, `return ${this.#value(2)} ;`)
    if (random.chance(0.3)) return this.#declaration()
    this.#lines.push(random.pick(statements))
  }

  #declaration(): void {
    const name = `v${this.#names++}`
    const type = this.#random.pick(['int', 'T', 'const int', 'static T', 'register int', 'volatile T'])
    this.#lines.push(`${type} ${name} = ${type.startsWith('static') ? 'E1' : this.#value(2)} ;`)
    if (!type.startsWith('const')) this.#objects.push(name)
  }

  #object(): string {
    return this.#random.pick(this.#objects)
  }

  #value(depth: number): string {
    const random = this.#random
    if (depth === 0) return random.pick([...this.#objects, '0', '1', '0x7f', "'a'", 'E1'])
    const inner = () => this.#value(depth - 1)
    return random.pick([
      `${inner()} ${random.pick(['+', '-', '*', '<', '==', '&&', '||', '&', '^', '<<'])} ${inner()}`,
      `( ${inner()} )`,
      `${random.pick(['- ', '! ', '~ '])}${inner()}`,
      `( T ) ${inner()}`,
      `( ${inner()} ? ${inner()} : ${inner()} )`,
      `call ( ${inner()} , ${inner()} )`,
      `( ${this.#object()} += ${inner()} )`,
      `( int ) sizeof ( ${random.pick(['T', inner()])} )`,
      `${this.#object()} ++`,
    ])
  }
}
