// What the meaning of types and expressions depends on beside the tree: the target and the records that this
// translation unit has completed.
import type { RecordBody, RecordType } from './types.ts'

export type Architecture = 'x64' | 'x86' | 'arm64'

/** LLP64 or ILP32, as MSVC lays it out. `lp64` is for differential tests against the host's compiler. */
export interface Target {
  readonly architecture: Architecture
  readonly pointerSize: 4 | 8
  readonly longSize: 4 | 8
}

export const targets: Record<Architecture, Target> = {
  x64: { architecture: 'x64', pointerSize: 8, longSize: 4 },
  x86: { architecture: 'x86', pointerSize: 4, longSize: 4 },
  arm64: { architecture: 'arm64', pointerSize: 8, longSize: 4 },
}

export interface Environment {
  readonly target: Target
  /** Undefined: the record is incomplete here. */
  body(record: RecordType): RecordBody | undefined
}
