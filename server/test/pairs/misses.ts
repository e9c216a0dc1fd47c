// Why a program that is undefined by the letter of C shows no fault here, by the names that kframework/c-semantics gives
// its programs. The rule behind all of it: what does the same on each processor and compiler that drivers are built for
// is no fault of a driver, and rules of the text are for compilers to tell.

/** By reason: names of programs, without the ending. */
const reasons: readonly (readonly [why: string, names: RegExp])[] = [
  [
    'a number that its new type does not hold; no target traps',
    /^(UB-(CCV[13478]|CCV12|CEMX3|CEB4)-|j017|j018|j024|floatToInt|bitfieldAssign|main-return-ptr)/,
  ],
  [
    'an address outside, or of what is gone, that nothing is accessed through',
    /^(UB-(CEA1|CEE1|CEE3)-|j009j|j010|j022|j046|j047d)/,
  ],
  ['addresses of two objects compared or subtracted', /^(UB-(CEA5|CERL\d)-|j048|j053|compcertTSO)/],
  [
    'an object seen as another type of its size; drivers are built without strict aliasing',
    /^(UB-EIO10-|j037|j054a|effective_type|cast_struct|struct-aliasing|union-alias|991016|pr28778|pr36343|pta-field|20000603)/,
  ],
  ['parts of a union, or padding, whose old bytes are kept', /^(UB-EEA1-|j054|j080|badUnion|padding|zero-pointer)/],
  ['const or volatile lost on the way to memory that can be written', /^(UB-(EIO3|EIO4|EIO9)-|j064|j065)/],
  ['promises of restrict', /^(UB-(ECL3|ECL4|EEA2|EEA3)-|j068|j069)/],
  ['unsequenced accesses: one order is what the machine has', /^(UB-EIO8-|j035)/],
  ['[static n] in a parameter, which MSVC does not have', /^(UB-(EEA4|EEA5)-|j077)/],
  ['a call that passes its arguments as the function takes them', /^(j026|j039b|j040b|20031211)/],
  ['a value that was not returned, and is only passed on', /^(UB-(CCV5|CCV6)-)/],
  ['a pointer into a member, from which the whole object is reached', /^(bounds\d|j049c)/],
  ['an array of no elements, in which nothing is accessed', /^j075b/],
  ['a block left by longjmp', /^setjmp-indet/],
  ['an alignment by the address as a number', /^(j025|z00024)/],
  [
    'the C library, va_list among it, used against its rules',
    /^(UB-(CTYPE|STDIO|STDLIB|STDARG)|j108|ctype|printf-o|stdio-|atexit-bad|va_start|va-arg|20000519|20041113)/,
  ],
  [
    'a rule of the text, which compilers accept',
    /^(UB-(CDT|CEM|CID2|EEC1|FD|TDG|TDR|TEAS|TEOFF|TTE|TIN|TDL)|j060|j044|decls)/,
  ],
]

export function reasonFor(name: string): string {
  return reasons.find(([, names]) => names.test(name))?.[0] ?? 'no reason'
}
