// Sources that are large or deep in one way each. `size` is the number of repetitions.

export interface Stress {
  readonly name: string
  readonly text: string
  readonly files?: Readonly<Record<string, string>>
}

const limit = 100_000

export function stresses(size = limit): Stress[] {
  const named = [...nestedSources(size), ...longSources(size)].map(([name, text]) => ({ name, text }))
  return [...named, ...explosions(), ...includes(size)]
}

/** Repeats a piece, or what `make` gives for each index. */
function repeaters(n: number) {
  const times = (text: string, count = n) => text.repeat(count)
  const each = (make: (i: number) => string, count = n) => Array.from({ length: count }, (_, i) => make(i)).join('')
  return { times, each }
}

function nestedSources(n: number): [string, string][] {
  const { times, each } = repeaters(n)
  return [
    ['parentheses in an expression', `int x = ${times('(')}1${times(')')};`],
    ['opening parentheses', `int x = ${times('(')}`],
    ['closing parentheses', times(')')],
    ['brackets', `int x = a${times('[')}1${times(']')};`],
    ['braces', `void f(void) ${times('{')}${times('}')}`],
    ['opening braces', times('{')],
    ['braces in an initialiser', `int x[] = ${times('{')}1${times('}')};`],
    ['#if', `${times('#if 1\n')}int x;\n${times('#endif\n')}`],
    ['#if 0', `${times('#if 0\n')}int x;\n${times('#endif\n')}`],
    ['#if without #endif', times('#if 1\n')],
    ['#elif', `#if 0\n${times('#elif 0\n')}#endif\n`],
    ['#else', `#if 0\n${times('#else\n')}#endif\n`],
    ['structures', `${times('struct {')}int x;${times('} m;')}`],
    ['anonymous structures', `struct S ${times('{ struct ')}{int x;}${times(';}')};`],
    ['pointers', `int ${times('*')}p; int ${times('*')}p;`],
    ['pointers in an expression', `int f(int a) { return ${times('*')}a; }`],
    ['arrays', `int a${times('[2]')}; int a${times('[2]')};`],
    ['functions', `int f${times('(int)')};`],
    ['declarators in parentheses', `int ${times('(')}a${times(')')};`],
    ['pointers to functions', `int ${times('(*')}f${times(')(int)')}; int ${times('(*')}f${times(')(int)')};`],
    ['parameters of parameters', `int f${times('(int g')}${times(')')};`],
    ['casts', `int x = ${times('(int)')}1;`],
    ['minus', `int x = ${times('- ')}1;`],
    ['sizeof', `int x = ${times('sizeof ')}1;`],
    ['sum', `int x = 1${times(' + 1')};`],
    ['power from the right', `int x, y = ${times('x = ')}1;`],
    ['conditional expressions', `int x = ${times('1 ? 2 : ')}3;`],
    ['conditional expressions in the middle', `int x = ${times('1 ? ')}2${times(' : 3')};`],
    ['members', `struct S { struct S *s; } *s; void f(void) { s${times('->s')} = 0; }`],
    ['calls', `int f(); int x = f${times('()')};`],
    ['nested calls', `int f(); int x = ${times('f(')}${times(')')};`],
    ['commas', `void f(void) { 1${times(', 1')}; }`],
    ['else if', `void f(int a) { ${times('if (a) ; else ')}; }`],
    ['if', `void f(int a) { ${times('if (a) ')}; }`],
    ['loops', `void f(int a) { ${times('for (;;) ')}; ${times('while (1) ')}; ${times('do ')}; }`],
    ['labels', `void f(void) { ${each(i => `l${i}: `)}; }`],
    ['cases', `void f(int a) { switch (a) { ${each(i => `case ${i}: `)}; } }`],
    ['typedef chain', `typedef int t0; ${each(i => `typedef t${i} t${i + 1};\n`)} t${n} x; t${n} x;`],
    ['typedef chain of pointers', `typedef int t0; ${each(i => `typedef t${i} *t${i + 1};\n`)} t${n} x; t${n} x;`],
    ['typedef chain of arrays', `typedef int t0; ${each(i => `typedef t${i} t${i + 1}[1];\n`)} t${n} x; t${n} x;`],
    ['typedef chain of functions', `typedef int t0; ${each(i => `typedef t${i} (*t${i + 1})(t${i});\n`)} t${n} x, y;`],
    [
      'structure chain',
      `struct t0 { int a; }; ${each(i => `struct t${i + 1} { struct t${i} a; };\n`)} struct t${n} x;`,
    ],
  ]
}

function longSources(n: number): [string, string][] {
  const { times, each } = repeaters(n)
  return [
    ['typeof chain', `int t0; ${each(i => `typeof(&t${i}) t${i + 1};\n`)}`],
    ['redeclarations', times('extern int x;\n')],
    ['declarators', `int x${each(i => `, x${i}`)};`],
    ['initialiser list', `int x[] = { ${times('1, ')} };`],
    ['strings', `char *x = ${times('"a" ')};`],
    ['enumerators', `enum E { ${each(i => `e${i},`)} };`],
    ['parameters', `int f(${times('int, ')} int);`],
    ['members in a structure', `struct S { ${each(i => `int m${i};`)} };`],
    ['bit-fields', `struct S { ${times('int : 3;')} };`],
    ['attributes', `${times('__declspec(align(8)) ')} int x; int y ${times('__attribute__((packed)) ')};`],
    ['#pragma pack', times('#pragma pack(push, 1)\n')],
    ['push_macro', `#define X 1\n${times('#pragma push_macro("X")\n', n / 20)}`],
    ['macros', `${each(i => `#define m${i + 1} m${i}\n`)} int x = m${n};`],
    ['macro calls', `#define f(x) x\nint x = ${times('f(')}1${times(')')};`],
    ['unclosed macro call', `#define f(x) x\n${times('f(')}`],
    ['unclosed macro calls', `#define f(x) x\n${times('f(1,\n')}`],
    ['macro that is not called', `#define f(x) x\n${times('f ')}`],
    ['macro arguments', `#define f(...) g(__VA_ARGS__)\nint x = f(${times('1, ')} 2);`],
    ['condition', `#if ${times('(')}1${times(')')}\nint x;\n#endif\n`],
    ['condition with operators', `#if ${times('- ')}1${times(' + 1')} ${times('? 1 : 2')}\nint x;\n#endif\n`],
    ['_Generic', `int x = ${times('_Generic(1, int: ')}1${times(')')};`],
    ['statement expressions', `int f(void) { return ${times('({ ')}1;${times(' })')}; }`],
    ['SEH', `void f(void) { ${times('__try { ')}${times('} __finally { }')} }`],
    ['vanished macros', `#define IN\nint f(${times('IN ')} int a);`],
    ['splices', `int x = 1${times('\\\n')};`],
    ['tokens with splices', `int x = 1${times('+\\\n1')};`],
    ['comments', times('/**/')],
    ['unclosed comments', times('/*')],
    ['quotes', times('"')],
    ['lines of quotes', times("'\n")],
    ['hashes', times('#')],
    ['lines of hashes', times('#\n')],
    ['lost braces', times('int f(void) {\n')],
    ['K&R', `int f(${each(i => `a${i},`)} z) ${each(i => `int a${i};`)} { }`],
    ['_Static_assert', times('_Static_assert(1, "");')],
    ['asm', times('__asm { mov eax, ebx }\n')],
    ['designators', `struct S { struct S *s; } x = { ${times('.s')} = 0 };`],
    ['unknown names', times('FOO(x) ')],
    ['unknown macros', times('FOO(x\n')],
    ['template text', times('template <class T> ')],
  ]
}

/** A few lines that would become endless ones. */
function explosions(): Stress[] {
  const doubling = Array.from({ length: 60 }, (_, i) => `#define x${i + 1} x${i} x${i}\n`).join('')
  const tenfold = Array.from({ length: 60 }, (_, i) => `#define y${i + 1} ${`y${i} `.repeat(10)}\n`).join('')
  const nested = (name: string, times = 60) => `${`${name}(`.repeat(times)}a${')'.repeat(times)}`
  const calls =
    '#define two(p) p p\n#define str(p) #p\n#define xstr(p) str(p p)\n#define cat(p) cat_(p)\n#define cat_(p) p##p\n'
  return [
    { name: 'doubling macros', text: `${doubling}int a = x60;\n` },
    { name: 'many doubling macros', text: `${doubling}${'int a = x60;\n'.repeat(1_000)}` },
    { name: 'many large expansions', text: `${doubling}${'int a = x15;\n'.repeat(1_000)}` },
    { name: 'tenfold macros', text: `${tenfold}int a = y60;\n` },
    { name: 'doubling arguments', text: `${calls}int a = ${nested('two')};\n` },
    { name: 'doubling strings', text: `${calls}char *a = ${nested('xstr')};\n` },
    { name: 'doubling names', text: `${calls}int ${nested('cat')};\n` },
    { name: 'doubling in a condition', text: `${doubling}#if x60\n#endif\n`.repeat(50) },
    { name: 'fan', text: `#define f(p) ${'p '.repeat(10_000)}\n#define g(p) f(f(p))\nint a = g(g(1));\n` },
  ]
}

function includes(n: number): Stress[] {
  const files = {
    'self.h': '#include "self.h"\n',
    'twice.h': '#include "twice.h"\n#include "twice.h"\nint a;\n',
    'ping.h': '#include "pong.h"\n',
    'pong.h': '#include "ping.h"\n#include "ping.h"\n',
    'open.h': 'struct S {\n',
    'comment.h': '/*',
    'if.h': '#if 1\n',
    'call.h': '#define f(x) x\nf(\n',
    'big.h': `${'int big(int a, int b);\n'.repeat(5_000)}#include "big.h"\n`,
  }
  const names = Object.keys(files)
  return [
    ...names.map(name => ({ name: `#include "${name}"`, text: `#include "${name}"\nint x;\n`, files })),
    { name: 'many includes', text: names.map(name => `#include "${name}"\n`.repeat(n / 1000)).join(''), files },
  ]
}

/** Texts of many megabytes. */
export function masses(): Stress[] {
  const megabytes = (text: string, count: number) => text.repeat(Math.ceil((count << 20) / text.length))
  return [
    { name: '10 MB of one line', text: megabytes('int x; ', 10) },
    { name: '10 MB of one name', text: megabytes('x', 10) },
    { name: '10 MB of one string', text: `"${megabytes('x', 10)}"` },
    { name: '10 MB of one number', text: megabytes('1', 10) },
    { name: '10 MB of newlines', text: megabytes('\n', 10) },
    { name: '10 MB of NUL', text: megabytes('\0', 10) },
    { name: '10 MB of one comment', text: `/*${megabytes('* /', 10)}` },
    { name: '10 MB of line comments', text: megabytes('//\n', 10) },
    { name: '10 MB of a skipped region', text: `#if 0\n${megabytes("don't #else if /* x */\n", 10)}` },
    { name: 'a million tokens', text: `int x[] = {${'1,'.repeat(500_000)}};` },
    { name: 'a million tokens in a function', text: `void f(int a) { ${'a = a;'.repeat(250_000)} }` },
  ]
}
