// The C library of hosted programs, the part that is not C: output, memory, strings, mathematics, the program's end.
// The rest is server/model/hosted/library.c. Nothing here reads a clock, a file or the environment.
import { type Host, type HostCall, type HostRoutine, offset, type Pointer } from '../host.ts'
import { heapRoutines } from './heap.ts'
import { formatted } from './printf.ts'
import { stringRoutines } from './strings.ts'

/** The status of a program that ends by a signal, as shells show it: 128 and SIGABRT. */
export const aborted = 134

/** Bytes for standard output (1) and standard error (2). */
export type Output = (stream: number, bytes: readonly number[]) => void

export function hostedLibrary(output: Output): Host {
  const routines = { ...heapRoutines, ...stringRoutines, ...mathRoutines, ...outputRoutines(output), ...ending(output) }
  const known = (name: string) => (Object.hasOwn(routines, name) ? routines[name] : undefined)
  return { routine: name => known(name.replace(/^__builtin_/, '')) }
}

// ---- Output -----------------------------------------------------------------------------------------------------

function outputRoutines(output: Output): Record<string, HostRoutine> {
  const written = (call: HostCall, stream: number, bytes: readonly number[]): undefined => {
    output(stream, bytes)
    call.returnWord(bytes.length)
  }
  const toFile = (call: HostCall, format: number) => formatted(call, call.pointer(format), call.pointer(format + 1))
  return {
    printf: call => written(call, 1, toFile(call, 0)),
    __hosted_vfprintf: call => written(call, call.word(0), toFile(call, 1)),
    sprintf: call => stored(call, Number.POSITIVE_INFINITY, toFile(call, 1)),
    vsprintf: call => stored(call, Number.POSITIVE_INFINITY, toFile(call, 1)),
    snprintf: call => stored(call, call.size(1), toFile(call, 2)),
    vsnprintf: call => stored(call, call.size(1), toFile(call, 2)),
    puts: call => written(call, 1, [...call.string(call.pointer(0)), 10]),
    __hosted_write: call => {
      output(call.word(0), [...call.read(call.pointer(1), call.size(2))])
      return undefined
    },
  }
}

function stored(call: HostCall, size: number, bytes: number[]): undefined {
  if (size > 0) call.write(call.pointer(0), Uint8Array.from([...bytes.slice(0, size - 1), 0]))
  call.returnWord(bytes.length)
}

// ---- Mathematics ------------------------------------------------------------------------------------------------

type Unary = (x: number) => number
type Binary = (x: number, y: number) => number

const unary: Record<string, Unary> = {
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  exp: Math.exp,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  fabs: Math.abs,
  round: x => Math.sign(x) * Math.floor(Math.abs(x) + 0.5),
  rint: halfToEven,
}

const binary: Record<string, Binary> = {
  pow: (x, y) => (x === 1 || (x === -1 && Math.abs(y) === Number.POSITIVE_INFINITY) ? 1 : x ** y),
  atan2: Math.atan2,
  hypot: Math.hypot,
  fmod: (x, y) => x % y,
  fmin: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.min(x, y)),
  fmax: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.max(x, y)),
  copysign: (x, y) => (isNegative(x) === isNegative(y) ? x : -x),
}

function isNegative(x: number): boolean {
  return x < 0 || Object.is(x, -0)
}

function halfToEven(x: number): number {
  const below = Math.floor(x)
  const rest = x - below
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1
}

const mathRoutines: Record<string, HostRoutine> = {
  __hosted_signbit: call => call.returnWord(isNegative(call.floating(0)) ? 1 : 0),
  ldexp: call => call.returnFloating(scaledByTwo(call.floating(0), call.word(1))),
  frexp: call => {
    const x = call.floating(0)
    let exponent = x === 0 || !Number.isFinite(x) ? 0 : Math.floor(Math.log2(Math.abs(x))) + 1
    let fraction = scaledByTwo(x, -exponent)
    if (Math.abs(fraction) >= 1 && Number.isFinite(x)) fraction = scaledByTwo(x, -++exponent)
    call.memory.write(call.place(call.pointer(1), 4, true), 4, BigInt.asUintN(32, BigInt(exponent)))
    call.returnFloating(fraction)
  },
  modf: call => {
    const x = call.floating(0)
    const view = new DataView(new ArrayBuffer(8))
    view.setFloat64(0, Math.trunc(x))
    call.memory.write(call.place(call.pointer(1), 8, true), 8, view.getBigUint64(0))
    call.returnFloating(Number.isFinite(x) ? x - Math.trunc(x) : x)
  },
}
for (const [name, compute] of Object.entries(unary)) {
  mathRoutines[name] = call => call.returnFloating(compute(call.floating(0)))
  mathRoutines[`${name}f`] = call => call.returnFloating(Math.fround(compute(call.floating(0))))
}
for (const [name, compute] of Object.entries(binary)) {
  mathRoutines[name] = call => call.returnFloating(compute(call.floating(0), call.floating(1)))
  mathRoutines[`${name}f`] = call => call.returnFloating(Math.fround(compute(call.floating(0), call.floating(1))))
}

/** In two steps, so that no power of two on the way is out of range. */
function scaledByTwo(x: number, exponent: number): number {
  const half = Math.trunc(exponent / 2)
  return x * 2 ** half * 2 ** (exponent - half)
}

// ---- Numbers and the end ----------------------------------------------------------------------------------------

function ending(output: Output): Record<string, HostRoutine> {
  return {
    __hosted_exit: call => ({ kind: 'exit', status: call.word(0) & 255 }),
    RaiseException: call => ({ kind: 'raise', code: call.word(0) }),
    abort: () => ({ kind: 'exit', status: aborted }),
    __hosted_assert: call => {
      const [what, file] = [call.string(call.pointer(0)), call.string(call.pointer(1))]
      const text = `: Assertion \`${String.fromCharCode(...what)}' failed.\n`
      output(2, [...file, ...[...`:${call.word(2)}${text}`].map(c => c.charCodeAt(0))])
      return { kind: 'exit', status: aborted }
    },
    strtod: call => {
      const start = call.pointer(0)
      const text = String.fromCharCode(...call.string(start))
      const match = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/i.exec(text)
      const end = call.pointer(1)
      if (end.low !== 0 || end.high !== 0) storePointer(call, end, offset(start, match?.[0].length ?? 0))
      call.returnFloating(match === null ? 0 : Number(match[0]))
    },
  }
}

function storePointer({ memory }: HostCall, to: Pointer, { id, low, high }: Pointer): void {
  const at = memory.place(to.id, to.low, to.high, memory.pointerSize, true)
  memory.write(at, memory.pointerSize, (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0))
  memory.setProvenance(at, id)
}
