// Why a program of a public suite, or a line of it, is not asked of the machine. What shows in the text is found there;
// what does not is listed by name, with its reason. Where the reason is undefined behaviour, the machine has to report it.

/** Extensions of gcc, and parts of C11 that Microsoft's compilers leave out, which no driver can use. */
const features: readonly [RegExp, string][] = [
  [/\b__u?int128(_t)?\b|\bmode\s*\(\s*_*TI_*\s*\)/, '128-bit integers'],
  [/\b(__)?vector_size(__)?\b/, 'vector types'],
  [/\b(_Complex|__complex__|__complex)\b/, 'complex numbers'],
  [/\b(asm|__asm|__asm__)\b/, 'assembler'],
  [/#\s*include\s*<pthread\.h>/, 'threads of POSIX'],
  [/\bint restrict \w/, 'restrict on an integer is no C'],
  [/\bint vsprintf\(char \*buf, char \*fmt, va_list ap\);/, 'a function declared with two types is no C'],
  [/\b__builtin_prop_\w+/, "an extension of the suite's own compiler"],
]

/** What only holds for LP64 in gcc's dialect. */
const gccOnly =
  /\b__(SIZE|U?INTPTR|PTRDIFF|U?INT\d+)_TYPE__|\b__(LONG_LONG|INT|FLT)_(MAX|MIN)__|\b__CHAR_BIT__|\b__LP64__|\b__builtin_expect\b/
const lp64: Readonly<Record<string, string>> = {
  '00216': 'long has 64 bits',
  '00218': 'an enumeration in a bit-field is unsigned',
  '20030714-1': 'an enumeration in a bit-field is unsigned',
}

/** Lines that other compilers refuse, or that ask how the suite's own compiler does what C leaves open. */
const lines: readonly [RegExp, string][] = [
  [/ASSERT\(.*(?<![\w.])\d+f\b/, 'an integer with the suffix f is no C'],
  [/ASSERT\(.*(&y ?- ?&x|&y\) ?- ?\(\(?char|&[xy] ?[-+]|&y; char \*b|\bp\d ?- ?p\d\b)/, 'the distance of two objects'],
  [/ASSERT\(.*\w+=\w+,\w+\)=/, 'an assignment to a comma expression is no C'],
  [/ASSERT\(.*\[\(int ?\*\)/, 'a pointer as the size of an array is no C'],
  [/ASSERT\(.*\(\.\.\.\)/, 'a parameter list of an ellipsis alone is no C11'],
  [/ASSERT\(.*int c:1; int c:5/, 'a member declared twice is no C'],
  [/ASSERT\(.*typedef int t; t t=1/, 'a name with two meanings in one block is no C'],
  [/ASSERT\(.*strcmp\(g2(2|3\[2\])\+3/, 'a pointer in front of its object'],
  [/ASSERT\((501|801|2|201), __LINE__\)/, '#line counts otherwise in C11'],
  [/ASSERT\(.*18446744073709551615>>63/, 'a constant that fits no type of C'],
  [/ASSERT\(.*_filename1?, |__BASE_FILE__/, 'the folder that the suite is built in'],
  [/ASSERT\(3, .*\[0\]=\{7,8\}/, 'braces that leave a part of an earlier value (C11 6.7.9p19)'],
  [/ASSERT\(.*\{x, \[0\]\.b=3\}/, 'an initialiser that overrides a part of another one (WG14 DR 413)'],
  [/^#include M13 >|ASSERT\(4, foo\)/, 'a header named with spaces'],
  [/ASSERT\(.*u'🍣'/, 'a character that its type does not hold'],
  [/ASSERT\(.*sizeof\(g6[56]\)/, 'the size of a flexible array'],
]

/** Programs whose behaviour is undefined: what the machine must say of them. */
const undefinedBehaviour: Readonly<Record<string, string>> = {
  ...named('MRX205 what has no value is read', [
    ...['00141', '00144', '20030404-1', '20090113-1', '20090527-1', '920428-1', '930719-1'],
    ...['pr34099', 'pr40493', 'pr43629', 'string-opt-18'],
  ]),
  ...named('MRX218 a function is called with other arguments than it takes', [
    ...['20001101', '20051012-1', '920501-1', '921202-1', '921208-2'],
    ...['declaration-default-int', 'function-incomplete'],
  ]),
}

function named(fault: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map(name => [name, fault]))
}

export interface Undefined {
  /** The fault that has to be reported. */
  readonly code: string
  readonly why: string
}

/** Of the whole program; undefined: it is asked. `windows`: for a target of Microsoft's compilers. */
export function causeIn(name: string, text: string, windows: boolean): string | undefined {
  const code = withoutComments(text)
  if (windows && gccOnly.test(code)) return 'macros that only gcc defines'
  if (windows && lp64[name] !== undefined) return lp64[name]
  if (/\?\?[=/'()!<>-]/.test(text)) return 'trigraphs, which compilers read when they are told to'
  return features.find(([pattern]) => pattern.test(code))?.[1]
}

export function undefinedIn(name: string): Undefined | undefined {
  const entry = undefinedBehaviour[name]
  return entry === undefined ? undefined : { code: entry.slice(0, 6), why: entry.slice(7) }
}

/** The text without the assertions that are not asked, and how many those are by cause. */
export function withoutLines(text: string): { text: string; left: ReadonlyMap<string, number> } {
  const left = new Map<string, number>()
  const kept = text.split('\n').map(line => {
    const cause = lines.find(([pattern]) => pattern.test(line))?.[1]
    if (cause === undefined) return line
    left.set(cause, (left.get(cause) ?? 0) + 1)
    return ''
  })
  return { text: kept.join('\n'), left }
}

/** Comments and the contents of literals as spaces. */
function withoutComments(text: string): string {
  const parts = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'/g
  return text.replaceAll(parts, part => (part.startsWith('/') ? ' ' : part[0]! + part.at(-1)!))
}
