/* SHA-256 of a buffer (FIPS 180-4), without the last block's padding. */
#include <stdio.h>

static unsigned constants[64];

/* The first bits of the fractional parts of cube roots of primes, found by bisection on integers. */
static unsigned cubeRoot(unsigned prime)
{
    unsigned long low = 0, high = 1UL << 34;
    while (high - low > 1) {
        unsigned long middle = (low + high) / 2;
        double root = (double)middle / 4294967296.0;
        if (root * root * root < prime - (double)(root * root * root >= prime))
            low = middle;
        else
            high = middle;
    }
    return (unsigned)low;
}

static unsigned rotated(unsigned x, int n)
{
    return x >> n | x << (32 - n);
}

static void compress(unsigned state[8], const unsigned char *block)
{
    unsigned w[64], v[8];
    for (int i = 0; i < 16; i++)
        w[i] = (unsigned)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++) {
        unsigned a = rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ w[i - 15] >> 3;
        unsigned b = rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + a + w[i - 7] + b;
    }
    for (int i = 0; i < 8; i++)
        v[i] = state[i];
    for (int i = 0; i < 64; i++) {
        unsigned s1 = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25);
        unsigned t1 = v[7] + s1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + constants[i] + w[i];
        unsigned s0 = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22);
        unsigned t2 = s0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        for (int k = 7; k > 0; k--)
            v[k] = v[k - 1];
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++)
        state[i] += v[i];
}

int main(void)
{
    static unsigned char buffer[16384];
    unsigned state[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    for (unsigned n = 2, count = 0; count < 64; n++) {
        unsigned divisor = 2;
        while (divisor * divisor <= n && n % divisor != 0)
            divisor++;
        if (divisor * divisor > n)
            constants[count++] = cubeRoot(n);
    }
    for (int i = 0; i < 16384; i++)
        buffer[i] = (unsigned char)(i * 7);
    for (int round = 0; round < 30; round++)
        for (int i = 0; i < 16384; i += 64)
            compress(state, buffer + i);
    printf("%08x%08x\n", state[0], state[7]);
    return 0;
}
