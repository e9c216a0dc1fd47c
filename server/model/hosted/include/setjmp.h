/* Jumps out of functions. */
#ifndef _HOSTED_SETJMP
#define _HOSTED_SETJMP

typedef int jmp_buf[8];
int setjmp(jmp_buf environment);
void longjmp(jmp_buf environment, int value);

#endif
