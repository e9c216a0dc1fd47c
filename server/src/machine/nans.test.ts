// NaNs have the bits that gcc -O0 gives them on x86-64, whatever the engine below does with its own.
import { expect, test } from 'vitest'
import { mainWith, outputOf } from '../../test/support/hosted.ts'

const declarations = `
static unsigned long bits(double d) { unsigned long u; memcpy(&u, &d, 8); return u; }
static unsigned single(float f) { unsigned u; memcpy(&u, &f, 4); return u; }
static double of(unsigned long u) { double d; memcpy(&d, &u, 8); return d; }
static float ofSingle(unsigned u) { float f; memcpy(&f, &u, 4); return f; }
static volatile double zero = 0, one = 1, inf;
static void show(double d) { printf("%lx ", bits(d)); }
static void showSingle(float f) { printf("%x ", single(f)); }
`

const signalling = 'volatile double a = of(0x7ff0000000000123), b = of(0xfff8000000000456);'

test.each([
  [
    'without an operand that is one',
    'inf = one / zero; show(zero / zero); show(inf - inf); show(zero * inf);',
    'fff8000000000000 fff8000000000000 fff8000000000000',
  ],
  [
    'the first operand before the second, made quiet',
    `${signalling} show(a + one); show(one * b); show(a - b); show(b / a);`,
    '7ff8000000000123 fff8000000000456 7ff8000000000123 fff8000000000456',
  ],
  [
    'negation changes the sign, and nothing else',
    `${signalling} show(-a); show(-b); show(-(zero / zero));`,
    'fff0000000000123 7ff8000000000456 7ff8000000000000',
  ],
  ['rounded to a float', 'showSingle((float)of(0xfff0123456789abc));', 'ffc091a2'],
  [
    'of floats, as doubles and with others',
    'volatile float g = ofSingle(0x7f800123), h = ofSingle(0xffc00001); show(g); show(h); showSingle(g + 1); showSingle(h * 2);',
    '7ff8002460000000 fff8000020000000 7fc00123 ffc00001',
  ],
  [
    'copied where nothing is aligned',
    `${signalling} struct { char c; float f; double d; } __attribute__((packed)) odd, other; odd.f = ofSingle(0xffc091a2); odd.d = a; other = odd; showSingle(other.f); show(other.d);`,
    'ffc091a2 7ff0000000000123',
  ],
])('%s', (_, body, expected) => expect(outputOf(mainWith(body, declarations)).trim()).toBe(expected))
