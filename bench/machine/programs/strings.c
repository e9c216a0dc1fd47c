/* Words of a text, reversed and counted. */
#include <stdio.h>
#include <string.h>

static char text[] = "the quick brown fox jumps over the lazy dog and the dog sleeps on ";

int main(void)
{
    unsigned words = 0, check = 0;
    for (int round = 0; round < 50000; round++) {
        char word[32];
        for (char *at = text; *at != 0;) {
            int length = 0;
            while (*at != ' ')
                word[length++] = *at++;
            word[length] = 0;
            at++;
            for (int i = 0; i < length / 2; i++) {
                char c = word[i];
                word[i] = word[length - 1 - i];
                word[length - 1 - i] = c;
            }
            words++;
            check = check * 33 + (unsigned)word[0] + (unsigned)strlen(word);
        }
    }
    printf("%u %u\n", words, check);
    return 0;
}
