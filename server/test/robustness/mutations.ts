// Sources damaged in every way: cut off, pieces doubled, swapped or lost, random bytes, words of C where none belong.
import type { Random } from '../support/random.ts'

const words = `( ) [ ] { } ; , * & = . -> ... # ## \\ " ' /* */ // \n \r\n \0 \ufeff @ ? : < > %: <% :>
#define #undef #include #if #ifdef #else #elif #endif #pragma pack push_macro("A") __pragma _Pragma defined
__VA_ARGS__ __VA_OPT__ __COUNTER__ __LINE__ __has_include
typedef struct union enum static extern const volatile int char long unsigned void float __int64 _Bool typeof
sizeof _Alignof _Generic _Static_assert _Atomic _Alignas __declspec __attribute__ __stdcall __cdecl NTAPI
if else for while do switch case default break continue return goto __try __except __finally __leave asm __asm
template class namespace using public operator
0 1 0x 1e+ 0xFFFFFFFFFFFFFFFFFFFF 1.5f 'abcd' L"x" "s" u8R"(
IN OUT OPTIONAL _In_ _Out_writes_( PVOID NTSTATUS a b S`.split(/ +|\n/)

export function mutated(sources: readonly string[], random: Random): string {
  let text = random.pick(sources)
  if (random.chance(0.03)) return bytes(random, 1 + random.below(2_000))
  // A part of a file is as good as a whole one, and read in less time.
  const length = 200 + random.below(4_000)
  if (text.length > length && random.chance(0.9)) {
    const start = random.below(text.length - length)
    text = text.slice(start, start + length)
  }
  for (let count = 1 + random.below(12); count > 0; count--) text = damaged(text, sources, random)
  return text
}

function damaged(text: string, sources: readonly string[], random: Random): string {
  const at = random.below(text.length + 1)
  const length = random.below(random.pick([2, 20, 200]))
  const [before, piece, behind] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)]
  switch (random.below(9)) {
    case 0:
      return before
    case 1:
      return before + behind
    case 2:
      return before + piece + piece + behind
    case 3:
      return before + random.pick(words) + behind
    case 4:
      return `${before} ${random.pick(words)} ${piece}${behind}`
    case 5:
      return before + bytes(random, 1 + random.below(4)) + behind
    case 6: {
      const other = random.pick(sources)
      const from = random.below(other.length)
      return before + other.slice(from, from + length) + piece + behind
    }
    case 7:
      return behind + piece + before
    default:
      return before + random.list(1 + random.below(6), () => random.pick(words)).join(' ') + piece + behind
  }
}

function bytes(random: Random, length: number): string {
  const limit = random.pick([128, 256, 0x10000])
  return String.fromCharCode(...random.list(length, () => random.below(limit)))
}
