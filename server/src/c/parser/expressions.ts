// Expressions (C11 6.5) with Microsoft's and GNU's additions. Binary operators by precedence climbing, so that a long
// chain does not nest; names are looked up at once, types are computed later.

import { compact } from '../../text/compact.ts'
import { wideCharacterType } from '../arithmetic.ts'
import {
  characterValue,
  codeUnits,
  floatingLiteral,
  type IntegerLiteral,
  integerLiteral,
  integerLiteralType,
  unquote,
  type WideEncoding,
} from '../literals.ts'
import { precedences } from '../precedence.ts'
import { isUnknown } from '../predicates.ts'
import type { Symbol } from '../symbol.ts'
import { type Token, TokenKind } from '../token.ts'
import type {
  Assignment,
  Binary,
  BinaryOperator,
  Block,
  Designator,
  Encoding,
  Expression,
  GenericSelection,
  TypeName,
  Unary,
} from '../tree.ts'
import { doubleType, floatType, type IntegerType, integer, longDoubleType } from '../types.ts'
import { chosenAssociation } from '../typing.ts'
import { InitializerParser } from './initializers.ts'

const assignments = new Set(['=', '*=', '/=', '%=', '+=', '-=', '<<=', '>>=', '&=', '^=', '|='])
const unaries = new Set(['+', '-', '!', '~', '*', '&', '++', '--'])
const functionNames = new Set(['__func__', '__FUNCTION__', '__PRETTY_FUNCTION__', '__FUNCSIG__', '__FUNCDNAME__'])
/** Of these, MSVC's literals; the others are objects. */
const joined = new Set(['__FUNCTION__', '__FUNCSIG__', '__FUNCDNAME__'])

/** Operators in one chain; what is longer is no program, and trees that deep would exhaust the stack. */
const maximumChain = 3_000

export abstract class ExpressionParser extends InitializerParser {
  /** The function being read, for __FUNCTION__. */
  functionName = ''

  abstract block(): Block
  abstract declareImplicitly(name: Token): Symbol | undefined

  /** expression = assignment { "," assignment } */
  expression(): Expression {
    const first = this.peek()
    let left = this.assignment()
    for (let count = 0; this.at(',') && count < maximumChain; count++) {
      this.advance()
      const right = this.assignment()
      left = { kind: 'comma', left, right, first, last: this.last }
    }
    return left
  }

  /** assignment = conditional [ assignment-operator assignment ] */
  assignment(): Expression {
    return this.nested(() => this.#assignment(), broken)
  }

  #assignment(): Expression {
    const first = this.peek()
    const target = this.#conditional()
    const operator = this.peek()
    if (operator.kind !== TokenKind.Punctuator || !assignments.has(operator.text)) return target
    this.advance()
    const value = this.assignment()
    return {
      kind: 'assignment',
      operator: operator.text as Assignment['operator'],
      target,
      value,
      first,
      last: this.last,
    }
  }

  /** conditional = binary [ "?" [ expression ] ":" conditional ] */
  conditional(): Expression {
    return this.nested(() => this.#conditional(), broken)
  }

  #conditional(): Expression {
    const first = this.peek()
    const test = this.#binary(1)
    if (!this.accept('?')) return test
    const then = this.at(':') ? undefined : this.expression()
    this.expect(':')
    const otherwise = this.conditional()
    return { kind: 'conditional', test, then, otherwise, first, last: this.last }
  }

  #binary(minimum: number): Expression {
    const first = this.peek()
    let left = this.#castExpression()
    for (let count = 0; ; count++) {
      const operatorToken = this.peek()
      const precedence = operatorToken.kind === TokenKind.Punctuator ? (precedences[operatorToken.text] ?? 0) : 0
      if (precedence < minimum || precedence === 0) return left
      if (count === maximumChain) return this.#tooLong(left)
      this.advance()
      const right = this.#binary(precedence + 1)
      const operator = operatorToken.text as BinaryOperator
      left = { kind: 'binary', operator, operatorToken, left, right, first, last: this.last } satisfies Binary
    }
  }

  #tooLong(left: Expression): Expression {
    this.problem('limit', `more than ${maximumChain} operators in a row`, this.peek())
    this.recoveries++
    this.skipTo(';', ')', '}')
    return left
  }

  /** cast = "(" type-name ")" ( cast | "{" initialisers "}" ) | unary */
  #castExpression(): Expression {
    if (!this.at('(') || !this.#typeInParentheses()) return this.#unary()
    return this.nested(() => this.#cast(), broken)
  }

  #cast(): Expression {
    const first = this.advance()
    const typeName = this.typeName()
    this.expect(')')
    if (this.at('{')) {
      const initializer = this.initializerList()
      return this.#postfixes({ kind: 'compound-literal', typeName, initializer, first, last: this.last }, first)
    }
    const operand = this.#castExpression()
    return { kind: 'cast', typeName, operand, first, last: this.last }
  }

  /** At `(`: does it hold a type? An undeclared name does when what follows cannot be an expression otherwise. */
  #typeInParentheses(): boolean {
    const inside = this.peekAt(1)
    if (this.startsType(inside, 1)) return this.keyword(inside) !== 'convention'
    if (!this.isName(inside) || this.scope.lookup(inside.text) !== undefined) return false
    const next = this.peekAt(2)
    if (next.text === '*') {
      let distance = 3
      while (this.peekAt(distance).text === '*') distance++
      return this.peekAt(distance).text === ')'
    }
    if (next.text !== ')') return false
    const operand = this.peekAt(3)
    return (
      this.isName(operand) ||
      operand.kind === TokenKind.Number ||
      operand.kind === TokenKind.String ||
      operand.kind === TokenKind.Character
    )
  }

  #unary(): Expression {
    const token = this.peek()
    if (token.kind === TokenKind.Punctuator) {
      if (unaries.has(token.text)) return this.nested(() => this.#prefix(), broken)
      if (token.text === '&&' && this.isName(this.peekAt(1))) {
        this.advance()
        return { kind: 'label-address', label: this.advance(), first: token, last: this.last }
      }
    } else if (token.kind === TokenKind.Identifier) {
      switch (token.text) {
        case 'sizeof':
        case '_Alignof':
        case '__alignof':
        case '__alignof__':
        case '_alignof':
        case 'alignof':
          if (this.keyword(token) !== undefined) return this.nested(() => this.#sizeof(), broken)
          break
        case '__extension__':
        case '__real__':
        case '__real':
        case '__imag__':
        case '__imag':
          return this.nested(() => this.#prefix(), broken)
      }
    }
    return this.#postfixes(this.#primary(), token)
  }

  #prefix(): Expression {
    const token = this.advance()
    const operand = this.#castExpression()
    const operator = token.text.startsWith('__') && !token.text.endsWith('__') ? `${token.text}__` : token.text
    return { kind: 'unary', operator: operator as Unary['operator'], operand, first: token, last: this.last }
  }

  #sizeof(): Expression {
    const first = this.advance()
    const operator = first.text === 'sizeof' ? 'sizeof' : '_Alignof'
    if (this.at('(') && this.#typeInParentheses()) {
      this.advance()
      const typeName = this.typeName()
      this.expect(')')
      if (this.at('{')) {
        const literal: Expression = {
          kind: 'compound-literal',
          typeName,
          initializer: this.initializerList(),
          first,
          last: this.last,
        }
        return {
          kind: 'sizeof',
          operator,
          typeName: undefined,
          operand: this.#postfixes(literal, first),
          first,
          last: this.last,
        }
      }
      return { kind: 'sizeof', operator, typeName, operand: undefined, first, last: this.last }
    }
    const operand = this.#unary()
    return { kind: 'sizeof', operator, typeName: undefined, operand, first, last: this.last }
  }

  // ---- Postfix -------------------------------------------------------------------------------------------------

  #postfixes(start: Expression, first: Token): Expression {
    let e = start
    for (let count = 0; ; count++) {
      const token = this.peek()
      if (token.kind !== TokenKind.Punctuator) return e
      if (count === maximumChain) return this.#tooLong(e)
      switch (token.text) {
        case '(':
          e = this.#call(e, first)
          break
        case '[': {
          this.advance()
          const index = this.expression()
          this.close(']')
          e = { kind: 'index', array: e, index, first, last: this.last }
          break
        }
        case '.':
        case '->':
          e = this.#memberAccess(e, first)
          break
        case '++':
        case '--':
          this.advance()
          e = { kind: 'postfix', operator: token.text, operand: e, first, last: this.last }
          break
        default:
          return e
      }
    }
  }

  #call(callee: Expression, first: Token): Expression {
    this.advance()
    const args: Expression[] = []
    if (!this.at(')')) {
      do args.push(this.assignment())
      while (this.accept(','))
    }
    this.close(')')
    return { kind: 'call', callee, arguments: compact(args), first, last: this.last }
  }

  #memberAccess(object: Expression, first: Token): Expression {
    const arrow = this.advance().text === '->'
    const nameToken = this.peek()
    // `server->` above a line that begins with `return` is not finished.
    const isName = this.cplusplus ? nameToken.kind === TokenKind.Identifier : this.isName(nameToken)
    if (isName) this.advance()
    else this.missing('a member')
    const name = isName ? nameToken.text : ''
    return { kind: 'member', object, arrow, name, nameToken, first, last: this.last }
  }

  // ---- Primary -------------------------------------------------------------------------------------------------

  #primary(): Expression {
    const token = this.peek()
    switch (token.kind) {
      case TokenKind.Number:
        return this.#number()
      case TokenKind.Character: {
        this.advance()
        const { value, encoding, length } = characterValue(token.text, this.#wideEncoding)
        if (length === 0) this.problem('lexical', 'an empty character constant', token)
        else if (length > 4) this.problem('lexical', 'a character constant of more than four characters', token)
        return { kind: 'character-constant', encoding, value, first: token, last: token }
      }
      case TokenKind.String:
        return this.#string()
      case TokenKind.Identifier:
        return this.#identifier(token)
    }
    if (token.text === '(') return this.nested(() => this.#parenthesized(), broken)
    if (this.cplusplus && token.text === '[') {
      this.skipLambda()
      return broken(token)
    }
    this.missing('an expression')
    // A token that no expression holds is left to the statement; anything else is passed over, so that parsing goes on.
    if (token.kind === TokenKind.Other || token.text === '#' || token.text === '##') this.advance()
    return broken(token)
  }

  #identifier(token: Token): Expression {
    const keyword = this.keyword(token)
    if (keyword === undefined) {
      this.advance()
      if (this.cplusplus && this.at('::') && this.isName(this.peekAt(1))) return this.#qualified(token)
      const symbol = this.scope.lookup(token.text) ?? this.#undeclared(token)
      if (symbol?.kind === 'typedef' && !this.cplusplus)
        this.problem('syntax', `the type '${token.text}' is no expression`, token)
      return {
        kind: 'identifier',
        name: token.text,
        symbol: symbol?.kind === 'typedef' ? undefined : symbol,
        first: token,
        last: this.last,
      }
    }
    if (functionNames.has(token.text)) return this.#string()
    switch (token.text) {
      case '_Generic':
        return this.#generic()
      case '__builtin_offsetof':
        return this.#offsetOf()
      case '__builtin_va_arg':
        return this.#vaArg()
      case '__builtin_types_compatible_p':
        return this.#typesCompatible()
      case '__builtin_choose_expr':
        return this.#choose()
      case '__noop':
        this.advance()
        if (this.at('(')) this.skipBalanced()
        return { kind: 'noop', first: token, last: this.last }
      case '__assume':
        return this.#assume()
    }
    if (this.cplusplus) return this.#cplusplusWord(token)
    this.missing('an expression')
    if (keyword === 'type' && !this.atDefinitionColumn(token)) this.advance()
    return broken(token)
  }

  /** `a::b::f`: of a namespace that is known; members of classes and enumerations are not looked up. */
  #qualified(first: Token): Expression {
    const names = [first.text]
    while (this.at('::') && this.isName(this.peekAt(1))) {
      this.#skip(2)
      names.push(this.last.text)
    }
    const name = names.pop()!
    const found = this.scope.lookup(name)
    const isMeant = `::${found?.namespace}`.endsWith(`::${names.join('::')}`)
    const symbol = isMeant && found?.kind !== 'typedef' ? found : undefined
    return { kind: 'identifier', name, symbol, first, last: this.last }
  }

  #skip(count: number): void {
    for (let i = 0; i < count; i++) this.advance()
  }

  /** What other words of C++ yield than constants and plain casts is unknown. */
  #cplusplusWord(token: Token): Expression {
    const constant = {
      kind: 'integer-constant',
      value: token.text === 'true' ? 1n : 0n,
      first: token,
      last: token,
    } as const
    switch (token.text) {
      case 'true':
      case 'false':
        this.advance()
        return { ...constant, type: integer('bool') }
      case 'nullptr':
        this.advance()
        return { ...constant, type: integer('int') }
      case 'static_cast':
      case 'reinterpret_cast':
      case 'const_cast':
        if (this.peekAt(1).text === '<') return this.nested(() => this.#namedCast(token), broken)
    }
    this.skipWord()
    if ((token.text === 'delete' || token.text === 'throw') && !this.at(';')) this.assignment()
    return broken(token)
  }

  /** "static_cast" "<" type-name ">" "(" expression ")", which casts between what drivers have as C does */
  #namedCast(first: Token): Expression {
    this.#skip(2)
    const typeName = this.typeName()
    // A template's name is no type here.
    const isRead = this.at('>') && this.peekAt(1).text === '('
    while (!/^[(;{}]$/.test(this.peek().text) && !this.atEnd()) this.advance()
    if (!this.at('(')) return broken(first)
    const operand = this.#parenthesized()
    return isRead ? { kind: 'cast', typeName, operand, first, last: this.last } : broken(first)
  }

  #undeclared(token: Token): Symbol | undefined {
    if (this.at('(')) return this.declareImplicitly(token)
    this.problem('semantic', `'${token.text}' is not declared`, token)
    return undefined
  }

  #parenthesized(): Expression {
    const first = this.advance()
    if (this.at('{')) {
      const body = this.block()
      this.close(')')
      return { kind: 'statement-expression', body, first, last: this.last }
    }
    const expression = this.expression()
    this.close(')')
    return { kind: 'parenthesized', expression, first, last: this.last }
  }

  #number(): Expression {
    const token = this.advance()
    const literal = integerLiteral(token.text)
    if (literal !== undefined) {
      return {
        kind: 'integer-constant',
        value: literal.value,
        type: this.#integerType(literal, token),
        first: token,
        last: token,
      }
    }
    const floating = floatingLiteral(token.text)
    if (floating === undefined) {
      this.problem('syntax', `'${token.text}' is not a number`, token)
      return broken(token)
    }
    const type = floating.suffix === 'f' ? floatType : floating.suffix === 'l' ? longDoubleType : doubleType
    return { kind: 'floating-constant', value: floating.value, type, first: token, last: token }
  }

  #integerType(literal: IntegerLiteral, token: Token): IntegerType {
    const type = integerLiteralType(literal, this.semantics.target)
    if (type === undefined) this.problem('semantic', `'${token.text}' does not fit any integer type`, token)
    return type ?? integer('unsigned long long')
  }

  get #wideEncoding(): WideEncoding {
    return wideCharacterType(this.semantics.target).name === 'int' ? 'U' : 'L'
  }

  /** Adjacent string literals are one; __FUNCTION__ joins them, as MSVC has it. */
  #string(): Expression {
    const first = this.peek()
    const pieces: Token[] = []
    do pieces.push(this.advance())
    while (
      (this.last.kind === TokenKind.String || joined.has(this.last.text)) &&
      (this.peek().kind === TokenKind.String || joined.has(this.peek().text))
    )
    let encoding: Encoding = ''
    for (const piece of pieces) {
      const own = piece.kind === TokenKind.String ? unquote(piece.text).encoding : ''
      if (encoding !== '' && own !== '' && own !== encoding)
        this.problem('semantic', `a string of '${encoding}' and '${own}' pieces`, piece)
      if (own !== '') encoding = own
    }
    const units = pieces.flatMap(piece => {
      const own = encoding === 'L' ? this.#wideEncoding : encoding
      if (piece.kind !== TokenKind.String) return codeUnits(this.functionName, own)
      const { contents, raw } = unquote(piece.text)
      return codeUnits(contents, own, raw)
    })
    return { kind: 'string-literal', encoding, units: compact(units), first, last: this.last }
  }

  /** generic = "_Generic" "(" assignment { "," ( type-name | "default" ) ":" assignment } ")" */
  #generic(): Expression {
    const first = this.advance()
    const associations: { typeName: TypeName | undefined; value: Expression }[] = []
    this.expect('(')
    const control = this.assignment()
    while (this.accept(',')) {
      const typeName = this.accept('default') ? undefined : this.typeName()
      this.expect(':')
      associations.push({ typeName, value: this.assignment() })
    }
    this.close(')')
    const selection: GenericSelection = { kind: 'generic', control, associations, first, last: this.last }
    this.#checkGeneric(selection)
    return selection
  }

  #checkGeneric(selection: GenericSelection): void {
    const types = selection.associations.flatMap(({ typeName }) => (typeName === undefined ? [] : [typeName.type]))
    if (types.some((type, i) => types.slice(0, i).some(before => this.semantics.compatible(before, type))))
      this.problem('semantic', 'two associations for one type', selection.first)
    const isKnown = !isUnknown(this.semantics.typeOf(selection.control))
    if (isKnown && chosenAssociation(selection, this.semantics) === undefined)
      this.problem('semantic', 'no association for this type', selection.first)
  }

  #offsetOf(): Expression {
    const first = this.advance()
    this.expect('(')
    const typeName = this.typeName()
    this.expect(',')
    const designators: Designator[] = []
    const name = this.peek()
    if (this.isName(name)) designators.push({ kind: 'member', name: this.advance().text, token: name })
    else this.missing('a member')
    while (this.at('.') || this.at('[')) designators.push(this.designator())
    this.close(')')
    return { kind: 'offsetof', typeName, designators, first, last: this.last }
  }

  #vaArg(): Expression {
    const first = this.advance()
    this.expect('(')
    const list = this.assignment()
    this.expect(',')
    const typeName = this.typeName()
    this.close(')')
    return { kind: 'va-arg', list, typeName, first, last: this.last }
  }

  #assume(): Expression {
    const first = this.advance()
    this.expect('(')
    // Its words may be those of an analyser: _Old_, _Curr_.
    const condition = this.untold(() => this.expression())
    this.close(')')
    return { kind: 'assume', condition, first, last: this.last }
  }

  #typesCompatible(): Expression {
    const first = this.advance()
    this.expect('(')
    const left = this.typeName()
    this.expect(',')
    const right = this.typeName()
    this.close(')')
    return { kind: 'types-compatible', left, right, first, last: this.last }
  }

  #choose(): Expression {
    const first = this.advance()
    this.expect('(')
    const test = this.assignment()
    this.expect(',')
    const then = this.assignment()
    this.expect(',')
    const otherwise = this.assignment()
    this.close(')')
    return { kind: 'choose', test, then, otherwise, first, last: this.last }
  }
}

function broken(first: Token): Expression {
  return { kind: 'broken-expression', first, last: first }
}
