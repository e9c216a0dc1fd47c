/* Operators by their names. */
#ifndef _HOSTED_ISO646
#define _HOSTED_ISO646

#define and    &&
#define and_eq &=
#define bitand &
#define bitor  |
#define compl  ~
#define not    !
#define not_eq !=
#define or     ||
#define or_eq  |=
#define xor    ^
#define xor_eq ^=

#endif
