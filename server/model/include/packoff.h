/* The end of what <packon.h> begins. */
#pragma pack()
