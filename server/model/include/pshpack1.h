/*
 * Structures that follow are packed to single bytes; poppack.h ends it. Guards nothing, for it is meant to be included again.
 */
#pragma pack(push, 1)
