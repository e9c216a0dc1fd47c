// The machine's instructions: an operation and up to four operands, mostly registers of the running frame. W: 32 bits,
// L: 64 bits, F: floating, P: a pointer with its provenance. Values narrower than 32 bits are kept extended to 32.
export const enum Op {
  // Moving
  Move, // a = b, provenance too
  Truncate, // a = b, as an integer of 32 bits
  ConstW, // a = b
  ConstL, // a = b, c (low and high half)
  ConstF, // a = doubles[b]
  Undefine, // a has no value
  Check, // a must have one; b: index of its name
  Address, // a = address of link b, plus c
  // Integers of 32 bits
  AddW,
  SubW,
  MulW,
  DivSW,
  DivUW,
  RemSW,
  RemUW,
  AndW,
  OrW,
  XorW,
  ShlW,
  ShrSW,
  ShrUW,
  AddIW, // a = b + constant c
  EqW,
  NeW,
  LtSW,
  LeSW,
  LtUW,
  LeUW,
  NegW,
  NotW,
  IsZeroW,
  // Integers of 64 bits, the count of a shift has 32
  AddL,
  SubL,
  MulL,
  DivSL,
  DivUL,
  RemSL,
  RemUL,
  AndL,
  OrL,
  XorL,
  ShlL,
  ShrSL,
  ShrUL,
  EqL,
  NeL,
  LtSL,
  LeSL,
  LtUL,
  LeUL,
  NegL,
  NotL,
  IsZeroL,
  // Pointers
  AddP, // a = b + c (signed 32 bits) * constant d
  AddUP, // c unsigned
  AddLP, // c has 64 bits
  AddIP, // a = b + constant c
  ElementP, // a = b + c (32 bits) * constant d, where c is within the Bound behind it
  ElementLP, // c has 64 bits
  Bound, // no instruction: indices are below a, of the array bounds[b]
  SubP, // a = (b - c) / constant d, 64 bits
  // Floating
  AddF,
  SubF,
  MulF,
  DivF,
  EqF,
  NeF,
  LtF,
  LeF,
  NegF,
  RoundF, // to float
  // Conversions
  SignByte,
  ZeroByte,
  SignShort,
  ZeroShort,
  SignL, // a (64) = b (signed 32)
  ZeroL, // a (64) = b (unsigned 32)
  SignWF,
  ZeroWF,
  SignLF,
  ZeroLF,
  SignLFloat, // rounded once
  ZeroLFloat,
  ToSW, // floating -> integer
  ToUW,
  ToSL,
  ToUL,
  TruthW, // a = b != 0
  TruthL,
  TruthF,
  // Memory: a and the place b + constant c; d: 1 where it need not be aligned
  LoadSByte,
  LoadUByte,
  LoadRawByte, // initialised or not, for copies; d: 1 with its sign, else 0
  LoadSShort,
  LoadUShort,
  LoadW,
  LoadL,
  LoadP, // a pointer of 32 bits
  LoadFloat,
  LoadF,
  StoreByte,
  StoreShort,
  StoreW,
  StoreL,
  StoreP,
  StoreFloat,
  StoreF,
  // Control
  Jump, // to a
  JumpZeroW, // a == 0: to b
  JumpTrueW,
  Switch, // a by table b
  Call, // link b; arguments from register a on, the result is there; c: how many
  CallP, // as Call, of the pointer b; d: the signature
  Return,
  ReturnValue, // a
  Break, // stops in front of it
  Probe, // in place of another one: it is reached (coverage.ts)
  Gosub, // to finalizer a, which goes back by register b; c: whether its body was left early, to register d
  // Rare ones, in rareOps.ts
  LoadBits, // a = bit-field c of the place b
  StoreBits,
  Copy, // c bytes to a from b
  Reach, // c bytes can be read at a
  Volatile, // the next access is of a volatile object
  Loosen, // the block that a leads to holds what is not aligned
  Zero, // c bytes at place a + b
  Bytes, // bytes[c] to place a + b
  Local, // a = address of a new block, described by locals[b]; c: 1 where one that lives will do
  LocalSize, // the same, of c bytes (64 bits)
  EndLocal, // of register a
  Allocate, // a = address of a new block of b bytes (64 bits) that lives as long as the frame; c: its chain
  Arguments, // a = address of a block that holds the arguments from b on, described by lists[c]
  InRange, // 0 <= a <= c, d: 64 bits
  SetJump, // a = setjmp(b)
  Unsupported, // a: index of the message
  // Behind these the frame says where to go on
  LongJump, // longjmp(a, b)
  JumpTo, // to the label whose address a holds
  EndFinally, // back by register a
  EndFilter, // with the filter's answer in a
  NoValue, // the function ends without one; a: 1 where it must not end at all
}

/** An operation and its operands take that many words. */
export const width = 5

/** The first of those that `rareOps.ts` does. */
export const firstRare = Op.LoadBits
export const firstJump = Op.LongJump
