/* Members of records lie without gaps until <packoff.h>. As pshpack1.h, but with nothing to go back to. */
#pragma pack(1)
